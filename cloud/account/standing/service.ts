import { AWAITED_DAYS } from '@core/account/standing-list'
import { DAY, dayOf } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { deleteOldAwaited, endExpiredStandings } from './queries'

/** Ends what holds until a day that has passed, and drops rows of lists that nobody came for. */
export async function endExpiredStandingsJob({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await endExpiredStandings(db, dayOf(now()), now())
  await deleteOldAwaited(db, now() - AWAITED_DAYS * DAY)
}
