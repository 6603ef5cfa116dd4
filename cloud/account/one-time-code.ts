import { type Instant, moment } from '@core/base/time'
import type { Db } from '../db/port'

/** Deletes expired one-time codes. Until then a used one is answered as used, not as unknown. */
export async function deleteOldCodes(
  db: Db,
  table: 'guardian_invitation' | 'role_invitation' | 'login_code',
  before: Instant,
): Promise<void> {
  await db.query(`delete from ${table} where expires_at <= $1`, [moment(before)])
}
