import { type Instant, moment } from '@core/base/time'
import { ACCOUNT_INVARIANTS } from '../../account/invariants'
import { ATTENDANCE_INVARIANTS } from '../../attendance/invariants'
import { BOOKING_INVARIANTS } from '../../booking/invariants'
import type { Db } from '../../db/port'
import { NOTIFY_INVARIANTS } from '../../notify/invariants'
import { PLACE_INVARIANTS } from '../../place/invariants'

const INVARIANTS: Record<string, string> = {
  ...PLACE_INVARIANTS,
  ...ACCOUNT_INVARIANTS,
  ...NOTIFY_INVARIANTS,
  ...BOOKING_INVARIANTS,
  ...ATTENDANCE_INVARIANTS,
}

/**
 * Every violated invariant with its first five rows; empty if all hold. Restoring a backup ends with it, and so do the tests.
 * `now`: the current time, if the clock has advanced since the last change.
 */
export async function findViolations(db: Db, now?: Instant): Promise<Record<string, unknown[]>> {
  const violations: Record<string, unknown[]> = {}
  for (const [invariant, sql] of Object.entries(INVARIANTS)) {
    const rows = await db.query(`${sql.replace('{now}', now === undefined ? '' : moment(now))} limit 5`)
    if (rows.length) violations[invariant] = rows
  }
  return violations
}
