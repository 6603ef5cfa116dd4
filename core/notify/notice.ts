import * as v from 'valibot'
import { type Clock, Moment } from '../base/time'

/**
 * Notices to a person, written in the same transaction as the change (outbox). They name sessions but never people: the
 * booking knows whom it is for.
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
  'reopened',
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
  'standing-given',
  'standing-refused',
  'standing-lapsed',
] as const
export const NoticeKind = v.picklist(NOTICE_KINDS)
export type NoticeKind = v.InferOutput<typeof NoticeKind>

/** Time of day from which reminders of tomorrow are sent: the evening's plans are known, and a phone call is still possible. */
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
  /** Until when an offer can be accepted, a seat given late be left freely, or booking is paused. */
  until: v.optional(Moment),
  /** Start before it was moved. */
  was: v.optional(Moment),
  /** The manager's reason. */
  reason: v.optional(v.string()),
})
export type Notice = v.InferOutput<typeof Notice>
