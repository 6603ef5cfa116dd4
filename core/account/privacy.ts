import { fill } from '../words/fill'
import en from '../words/privacy/en.json'
import hans from '../words/privacy/zh-hans.json'
import hant from '../words/privacy/zh-hant.json'
import type { Language } from '../words/say'
import { DECIDED_DAYS, UNDECIDED_DAYS } from './standing-request'

/**
 * Effect of erasing a person. `gone`: deleted. `nameless`: kept for the station's records, but no longer linked to the
 * person.
 */
export type ErasureEffect = 'gone' | 'nameless'

/**
 * Topics of personal data, in display order, and the effect of erasure on each. cloud/account/privacy/stored-columns.ts lists the
 * database columns of each topic.
 */
const topics = {
  name: 'gone',
  standing: 'gone',
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
 * Retention in days, counted from: a request for a standing that nobody decides; the notice; the day a strike faded; the last use of a login; the end of the link to
 * WeChat; the end of a session; the answer; the win. The cloud deletes by these figures and the privacy page states them.
 * Everything else stays until its owner changes or erases it.
 */
export const RETENTION_DAYS = {
  standing: UNDECIDED_DAYS,
  notice: 90,
  strike: 90,
  login: 30,
  wechat: 30,
  time: 1,
  answer: 7,
  win: 120,
} as const satisfies Partial<Record<Topic, number>>

/** Texts of a topic: what is stored, why, for how long, and what erasure does. */
export type TopicText = { topic: Topic; title: string; what: string; why: string; long: string; erased: string }

type PrivacyWord = keyof typeof hans
const tables: Record<Language, Record<PrivacyWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

export function sayTopic(language: Language, topic: Topic): TopicText {
  const say = (word: PrivacyWord) =>
    fill(tables[language][word], { days: (RETENTION_DAYS as Record<string, number>)[topic], decided: DECIDED_DAYS })
  return {
    topic,
    title: say(`${topic}.title`),
    what: say(`${topic}.what`),
    why: say(`${topic}.why`),
    long: say(`${topic}.long`),
    erased: say(`erased.${topics[topic]}`),
  }
}
