import { RETENTION_DAYS } from '@core/account/privacy'
import { addDays, atClock, DAY, dayOf, startOfDay } from '@core/base/time'
import { REMIND_FROM } from '@core/notify/notice'
import type { Deps } from '../../base/deps'
import { deleteOldNotices, insertReminders } from './queries'

/** From REMIND_FROM on, reminds everybody with a booking tomorrow, once. */
export async function remindTomorrow({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now()
  const today = dayOf(at)
  const evening = atClock(today, REMIND_FROM)
  if (at < evening) return
  await insertReminders(db, startOfDay(addDays(today, 1)), startOfDay(addDays(today, 2)), evening, at)
}

export const deleteOldNoticesJob = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  deleteOldNotices(db, now() - RETENTION_DAYS.notice * DAY)
