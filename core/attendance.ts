import * as v from 'valibot'
import { BookingId } from './booking'
import { PASS_PREFIX } from './pass'
import { ONE_LINE } from './person'
import { Moment, SessionId } from './session'

/** The eight figures under a pass. */
const DOOR_CODE = /^\d{8}$/

/** What came in at the door: a scanned pass, figures typed, or a booking's name tapped on the roster. */
export type Means = 'scan' | 'code' | 'hand'

export function meansOf(pass: string): Means | null {
  if (pass.startsWith(PASS_PREFIX)) return 'scan'
  if (DOOR_CODE.test(pass.replace(/[\s-]/g, ''))) return 'code'
  return v.is(BookingId, pass) ? 'hand' : null
}

/** One scan as a manager's phone recorded it. `device` and `seq` name it for good: sent twice, it counts once. */
export const Scan = v.object({
  pass: v.pipe(v.string(), v.minLength(1), v.maxLength(600)),
  /** The phone's own clock. The rules go by the cloud's. */
  at: Moment,
  device: v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(ONE_LINE)),
  seq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  /** The session this door is for; without it any of the manager's sessions of today will do. */
  session: v.optional(SessionId),
})
export type Scan = v.InferOutput<typeof Scan>

/** One place on the roster. */
export const RosterEntry = v.object({
  booking: BookingId,
  person: v.string(),
  name: v.string(),
  code: v.string(),
  came: v.nullable(v.object({ at: Moment, means: v.picklist(['scan', 'code', 'hand']) })),
})
export type RosterEntry = v.InferOutput<typeof RosterEntry>
