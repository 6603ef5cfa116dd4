import * as v from 'valibot'
import { clockOf, dayOf, instant } from '../base/time'
import { say } from '../words/say'
import type { Notice, NoticeKind } from './notice'

/** Templates of WeChat subscription messages, most important first. WeChat asks for at most three in one prompt. */
export const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const
export const MessageTemplate = v.picklist(TEMPLATES)
export type MessageTemplate = v.InferOutput<typeof MessageTemplate>

/** Template of each notice that is also sent through WeChat, most important first. Other kinds stay in the inbox. */
const TEMPLATE_OF = {
  'called-off': 'moved',
  unseated: 'moved',
  moved: 'moved',
  // First of its template, since an offer expires.
  offered: 'promoted',
  promoted: 'promoted',
  drawn: 'promoted',
  tomorrow: 'tomorrow',
} as const satisfies Partial<Record<NoticeKind, MessageTemplate>>
export type PushedKind = keyof typeof TEMPLATE_OF

/** Notices sent through WeChat. `rank`: the lower is sent first and uses the last permission where only one is left. */
export const PUSHED_NOTICES = (Object.entries(TEMPLATE_OF) as [PushedKind, MessageTemplate][]).map(
  ([kind, template], at) => ({
    kind,
    template,
    rank: at + 1,
  }),
)

/** Templates to ask permission for: after booking, changes and the reminder; on the waitlist, promotion too. */
export const templatesToAsk = (waits: boolean): MessageTemplate[] =>
  TEMPLATES.filter((one) => waits || one !== 'promoted')

/** WeChat's limit for a `thing` value, in UTF-16 code units. */
const MAX_THING_LENGTH = 20

/** A `thing` value: one line within the limit, cut between characters. */
export function thing(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= MAX_THING_LENGTH) return line || '–'
  let kept = ''
  for (const letter of line) {
    if (kept.length + letter.length >= MAX_THING_LENGTH) break
    kept += letter
  }
  return `${kept}…`
}

/** A `time` value in WeChat's format: 2026年11月24日 16:00 */
function time(text: string): string {
  const at = instant(text)
  const [year, month, day] = dayOf(at).split('-').map(Number)
  return `${year}年${month}月${day}日 ${clockOf(at)}`
}

/** Parts of a notice that go into a template: never a person's name, never a manager's free text. */
export type PushedNotice = {
  kind: PushedKind
  title: string
  stationName: string
  startsAt: string
  until?: Notice['until']
}

/**
 * Values of a message. All three templates have the same fields, in this order: thing1 the title, time2 the current start,
 * thing3 what has happened, or for `tomorrow` the station. WeChat's template library has such for 「活动变更」,
 * 「候补成功」 and 「活动提醒」; the keys must be these (docs/decisions/012-messages.md).
 */
export function templateValues({ kind, title, stationName, startsAt, until }: PushedNotice): Record<string, string> {
  const values = { until: until ? clockOf(instant(until)) : '' }
  const what = kind === 'tomorrow' ? stationName : say('zh-hans', `message.${kind}`, values)
  return { thing1: thing(title), time2: time(startsAt), thing3: thing(what) }
}

/** A message that could not be sent, as the district sees it: without its recipient. */
export const UndeliveredMessage = v.object({
  id: v.number(),
  template: MessageTemplate,
  kind: v.string(),
  /** WeChat's errcode, or a code of our own such as `unanswered`. */
  code: v.string(),
  tries: v.number(),
  at: v.string(),
  title: v.string(),
  stationName: v.string(),
  startsAt: v.string(),
})
export type UndeliveredMessage = v.InferOutput<typeof UndeliveredMessage>

/** Cap of counted message permissions; more would not be used in a year. */
export const ALLOWED_MOST = 99
