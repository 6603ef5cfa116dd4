import * as v from 'valibot'
import { Scan } from '../../../attendance/scan'
import { REFUSALS } from '../../../base/refusal'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'

/** What the cloud makes of one event; the words are chosen by whoever shows it. */
export const ScanAnswer = v.object({
  device: v.string(),
  seq: v.number(),
  verdict: v.picklist(['in', 'already', 'left', 'undone', 'walked-in', 'refused']),
  refusal: v.optional(v.picklist(REFUSALS)),
  /** The phone had let them in, and it is written down; but this speaks against it, and it is no attendance. */
  flag: v.optional(v.picklist(REFUSALS)),
  message: v.string(),
  booking: v.optional(v.string()),
  session: v.optional(v.string()),
  /** Masked, since a queue looks on. */
  name: v.optional(v.string()),
  seats: v.optional(v.number()),
  title: v.optional(v.string()),
  startsAt: v.optional(Moment),
  /** When they came in: now, or the first time. */
  at: v.optional(Moment),
})
export type ScanAnswer = v.InferOutput<typeof ScanAnswer>

/** What happened at the check-in desk, sent in batches. */
export const scanEndpoints = {
  /** One phone may send what it saw at several stations: an event of a station that is not the caller's is refused by itself. */
  attend: row({
    method: 'POST',
    path: '/api/attendance',
    who: { act: 'attend', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'What happened at the door, in any order and any number of times; each event has its own answer',
    body: v.strictObject({
      /** The phone's clock as it sends: what that differs from the cloud's corrects all of these. */
      sentAt: Moment,
      scans: v.pipe(v.array(Scan), v.minLength(1), v.maxLength(100)),
    }),
    /** `skew`: so many milliseconds the phone's clock is behind; negative when ahead. */
    answer: v.object({ answers: v.array(ScanAnswer), skew: v.number() }),
  }),
}
