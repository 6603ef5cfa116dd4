import { DAY, moment } from '@core/time'
import type { Deps } from './deps'

/** How long a retry may come after its first try. */
const KEPT_DAYS = 7

/** What must be done now and then, by whichever timer there is: forget what has had its time. */
export async function tick(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const now = deps.now()
  await deps.db.query('delete from idempotency where at < $1', [moment(now - KEPT_DAYS * DAY)])
  await deps.db.query('delete from login where expires_at < $1', [moment(now)])
}
