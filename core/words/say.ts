import type { Refusal } from '../base/refusal'
import { clockOf, dayOf, instant } from '../base/time'
import en from './en.json'
import { fill } from './fill'
import { englishMonth } from './month'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export const LANGUAGES = ['zh-hans', 'zh-hant', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type CoreWord = keyof typeof hans

const tables: Record<Language, Record<CoreWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

export const say = (language: Language, word: CoreWord, values?: Record<string, unknown>): string =>
  fill(tables[language][word], values)

/** Short date and time, such as `11月23日 14:00` or `23 Nov 14:00`. */
const shortMoment = (language: Language, text: string): string => {
  const at = instant(text)
  const [, month = 1, day] = dayOf(at).split('-').map(Number)
  return language === 'en' ? `${day} ${englishMonth(month)} ${clockOf(at)}` : `${month}月${day}日 ${clockOf(at)}`
}

const MOMENTS = ['opensAt', 'startsAt', 'until', 'was'] as const

/** Values of a text, with moments formatted. */
export function readable(language: Language, told: object): Record<string, unknown> {
  const values: Record<string, unknown> = { ...told }
  for (const name of MOMENTS) {
    if (typeof values[name] === 'string') values[name] = shortMoment(language, values[name])
  }
  return values
}

/** The invalid field of an offering and, for a template, its row from one: `templates.0.at` is `at` in row 1. */
function placeOf(where: string): { field: string; row: number } {
  const [, at = 0, field = where] = /^templates\.(\d+)\.(\w+)$/.exec(where) ?? []
  return { field, row: Number(at) + 1 }
}

export const isWord = (key: string): key is CoreWord => key in hans

/**
 * Key of a refusal's text. Some differ by the invalid field, where nothing is left, about a name, of whose consent,
 * at self check-in, or once that was taken back.
 */
function wordOf(why: Refusal): string {
  if (why.refusal === 'bad-template') {
    const word = `bad-template.${placeOf(why.where).field}`
    return isWord(word) ? word : why.refusal
  }
  if (why.refusal === 'too-many' && why.most === 0) return 'too-many.none'
  if (why.refusal === 'full' || why.refusal === 'not-booked-here')
    return why.left === 0 ? `${why.refusal}.none` : why.refusal
  if (why.refusal === 'words-risky' && why.name) return 'words-risky.name'
  if (why.refusal === 'consent-needed' && (why.own || why.names))
    return why.own ? `${why.refusal}.own` : `${why.refusal}.names`
  if (why.refusal === 'wall-off' && why.takenBack) return 'wall-off.taken-back'
  return 'wall' in why && why.wall ? `${why.refusal}.wall` : why.refusal
}

/** Text of a refusal. One that this build does not know yet comes with the sentence of the cloud, which does. */
export function sayRefusal(language: Language, why: Refusal & { message?: string }): string {
  const word: string = wordOf(why)
  if (!isWord(word)) return why.message ?? ''
  const place = why.refusal === 'bad-template' ? placeOf(why.where) : {}
  return say(language, word, { ...readable(language, why), ...place })
}
