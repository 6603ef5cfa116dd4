import * as v from 'valibot'
import type { Notice, NoticeKind } from './notice'
import { clockOf, dayOf, instant } from './time'
import { say } from './words/say'

/** The templates that messages go out by, what matters most first. WeChat asks for three at a tap at most. */
export const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const
export const Template = v.picklist(TEMPLATES)
export type Template = v.InferOutput<typeof Template>

/** By which template a notice goes out, what matters most first. Every other kind stays in the inbox. */
const BY = {
  'called-off': 'moved',
  unseated: 'moved',
  moved: 'moved',
  // It has an end.
  offered: 'promoted',
  promoted: 'promoted',
  drawn: 'promoted',
  tomorrow: 'tomorrow',
} as const satisfies Partial<Record<NoticeKind, Template>>
export type PostedKind = keyof typeof BY

/** `rank`: what has the smaller one goes first, and gets the permission where there is one left. */
export const POSTED = (Object.entries(BY) as [PostedKind, Template][]).map(([kind, template], at) => ({
  kind,
  template,
  rank: at + 1,
}))

/** What a permission may be asked for where: who books hears of changes and of the day before; who waits, of their turn too. */
export const asksFor = (waits: boolean): Template[] => TEMPLATES.filter((one) => waits || one !== 'promoted')

/** So many messages of a template may be allowed: more WeChat would not be sent in a year. */
export const ALLOWED_MOST = 99

/** WeChat's limit of a `thing`, in UTF-16. */
const THING_MOST = 20

/** One line within the limit, no letter cut in two. */
export function thing(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= THING_MOST) return line || '–'
  let kept = ''
  for (const letter of line) {
    if (kept.length + letter.length >= THING_MOST) break
    kept += letter
  }
  return `${kept}…`
}

/** A `time` as WeChat takes it: 2026年11月24日 16:00 */
function time(text: string): string {
  const at = instant(text)
  const [year, month, day] = dayOf(at).split('-').map(Number)
  return `${year}年${month}月${day}日 ${clockOf(at)}`
}

/** What is needed of a notice to put it into a template: never a name, never what a manager wrote. */
export type Posted = {
  kind: PostedKind
  title: string
  stationName: string
  startsAt: string
  until?: Notice['until']
}

/**
 * A message's values. All three templates have the same fields, in this order: thing1 what it is about, time2 when it is
 * now, thing3 what has happened, or for `tomorrow` where. WeChat's library has such for 「活动变更」, 「候补成功」 and
 * 「活动提醒」; the keys must be these (docs/decisions/012-messages.md).
 */
export function valuesOf({ kind, title, stationName, startsAt, until }: Posted): Record<string, string> {
  const values = { until: until ? clockOf(instant(until)) : '' }
  const what = kind === 'tomorrow' ? stationName : say('zh-hans', `message.${kind}`, values)
  return { thing1: thing(title), time2: time(startsAt), thing3: thing(what) }
}

/** One that could not be sent, as the district sees it: what about, and never to whom. */
export const DeadMessage = v.object({
  id: v.number(),
  template: Template,
  kind: v.string(),
  /** WeChat's code, or `unanswered` and the like. */
  code: v.string(),
  tries: v.number(),
  at: v.string(),
  title: v.string(),
  stationName: v.string(),
  startsAt: v.string(),
})
export type DeadMessage = v.InferOutput<typeof DeadMessage>
