import * as v from 'valibot'
import { SentScan } from '../../../attendance/scan'
import { REFUSALS } from '../../../base/refusal'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'

/** Most scans of one call; a phone sends fewer at once. */
const SCANS_MOST = 100

/** The cloud's verdict on one scan. `message` is a default text; the app words it itself. */
export const ScanAnswer = v.object({
  device: v.string(),
  seq: v.number(),
  verdict: v.picklist(['in', 'already', 'left', 'undone', 'walked-in', 'refused']),
  refusal: v.optional(v.picklist(REFUSALS)),
  /** The phone had let them in offline, and that is recorded; but for this reason it does not count as attendance. */
  flag: v.optional(v.picklist(REFUSALS)),
  message: v.string(),
  booking: v.optional(v.string()),
  session: v.optional(v.string()),
  /** Masked, since people in the queue can see it. */
  name: v.optional(v.string()),
  seats: v.optional(v.number()),
  title: v.optional(v.string()),
  startsAt: v.optional(Moment),
  /** When they arrived: now, or at the first scan. */
  at: v.optional(Moment),
})
export type ScanAnswer = v.InferOutput<typeof ScanAnswer>

/** What happened at the check-in desk, sent in batches. */
export const scanEndpoints = {
  /**
   * One phone may send scans of several stations; a scan of a station that is not the caller's is refused individually.
   */
  attend: row({
    method: 'POST',
    path: '/api/attendance',
    who: { act: 'attend', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'Record scans, in any order and any number of times; each gets its own answer',
    body: v.strictObject({
      /** The phone's clock when it sends; its difference from the cloud's clock corrects all of these scans. */
      sentAt: Moment,
      scans: v.pipe(v.array(SentScan), v.minLength(1), v.maxLength(SCANS_MOST)),
    }),
    /**
     * A scan without an answer was not recorded: send it again. `skew`: milliseconds by which the phone's clock is behind; negative
     * when ahead.
     */
    answer: v.object({ answers: v.array(ScanAnswer), skew: v.number() }),
  }),
}
