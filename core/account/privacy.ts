import { fill } from '../words/fill'
import en from '../words/privacy/en.json'
import hans from '../words/privacy/zh-hans.json'
import hant from '../words/privacy/zh-hant.json'
import type { Language } from '../words/say'

/**
 * What becomes of it when a person is erased. `gone`: it is deleted. `nameless`: the station's day needs it, and nothing
 * says any more whose it was.
 */
export type ErasureEffect = 'gone' | 'nameless'

/** All that is kept about people, by what it is; the columns of each are in cloud/account/privacy/kept.ts. In the order in which it is told. */
const topics = {
  name: 'gone',
  household: 'gone',
  booking: 'nameless',
  attendance: 'nameless',
  notice: 'gone',
  message: 'gone',
  strike: 'gone',
  login: 'gone',
  wechat: 'gone',
  phone: 'gone',
  calendar: 'gone',
  time: 'gone',
  answer: 'gone',
  win: 'gone',
  role: 'nameless',
  work: 'nameless',
  number: 'nameless',
} as const satisfies Record<string, ErasureEffect>
export type Topic = keyof typeof topics
export const TOPICS = Object.keys(topics) as Topic[]

/**
 * How many days each of these is kept: after it was told, came to nothing, was last used, is over, was given, was won, or was given up.
 * The cloud forgets by these figures, and the privacy page tells them. The rest stays until its owner changes or erases it.
 */
export const RETENTION_DAYS = {
  notice: 90,
  strike: 90,
  login: 30,
  wechat: 30,
  time: 1,
  answer: 7,
  win: 120,
} as const satisfies Partial<Record<Topic, number>>

/** What it is, why it is kept, for how long, and what erasing does. */
export type TopicText = { topic: Topic; title: string; what: string; why: string; long: string; erased: string }

type PrivacyWord = keyof typeof hans
const tables: Record<Language, Record<PrivacyWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

export function sayTopic(language: Language, topic: Topic): TopicText {
  const say = (word: PrivacyWord) =>
    fill(tables[language][word], { days: (RETENTION_DAYS as Record<string, number>)[topic] })
  return {
    topic,
    title: say(`${topic}.title`),
    what: say(`${topic}.what`),
    why: say(`${topic}.why`),
    long: say(`${topic}.long`),
    erased: say(`erased.${topics[topic]}`),
  }
}
