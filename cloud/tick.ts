import { DAY, moment } from '@core/time'
import type { Deps } from './deps'
import { tendLines } from './line/service'

/** How long a retry may come after its first try. */
const KEPT_DAYS = 7

/** What must be done now and then, by whichever timer there is: forget what has had its time. */
export async function tick(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const now = deps.now()
  await tendSoon(deps)
  await deps.db.query('delete from idempotency where at < $1', [moment(now - KEPT_DAYS * DAY)])
  // A time that is past holds nobody back.
  await deps.db.query('delete from person_time where upper(during) < $1', [moment(now - DAY)])
  await deps.db.query('delete from login where expires_at < $1', [moment(now)])
}

/** What cannot wait: a free seat with somebody waiting is theirs within seconds. */
export async function tendSoon(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await tendLines(deps)
}
