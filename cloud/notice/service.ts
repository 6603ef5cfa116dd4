import { REMIND_FROM } from '@core/notice'
import { KEPT_DAYS } from '@core/privacy'
import { addDays, atClock, DAY, dayOf, startOfDay } from '@core/time'
import type { Deps } from '../deps'
import { forgetNotices, remind } from './queries'

/** From the evening on, whoever has a place tomorrow is reminded, once. */
export async function remindTomorrow({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now()
  const today = dayOf(at)
  const evening = atClock(today, REMIND_FROM)
  if (at < evening) return
  await remind(db, startOfDay(addDays(today, 1)), startOfDay(addDays(today, 2)), evening, at)
}

export const forgetOldNotices = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  forgetNotices(db, now() - KEPT_DAYS.notice * DAY)
