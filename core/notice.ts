import * as v from 'valibot'
import { Moment } from './session'
import type { Clock } from './time'

/**
 * What a person is told, from the outbox that was written with the change itself. It names sessions and never people:
 * who a booking is for, the booking knows.
 */
export const NOTICE_KINDS = [
  'booked',
  'waiting',
  'promoted',
  'offered',
  'accepted',
  'lapsed',
  'cancelled',
  'closed',
  'called-off',
  'moved',
  'unseated',
  'drawn',
  'not-drawn',
  'tomorrow',
  'strike',
  'paused',
  'forgiven',
  'kept',
  'there',
] as const
export const NoticeKind = v.picklist(NOTICE_KINDS)
export type NoticeKind = v.InferOutput<typeof NoticeKind>

/** From then on people are reminded of tomorrow: late enough to know the evening, early enough to ring somebody. */
export const REMIND_FROM: Clock = '17:00'

export const Notice = v.object({
  id: v.number(),
  kind: NoticeKind,
  at: Moment,
  read: v.boolean(),
  session: v.optional(v.string()),
  booking: v.optional(v.string()),
  title: v.optional(v.string()),
  stationName: v.optional(v.string()),
  startsAt: v.optional(Moment),
  endsAt: v.optional(Moment),
  /** Until when an offer can be taken. */
  until: v.optional(Moment),
  /** When it was before it was moved. */
  was: v.optional(Moment),
  /** Why, in a manager's words. */
  reason: v.optional(v.string()),
})
export type Notice = v.InferOutput<typeof Notice>
