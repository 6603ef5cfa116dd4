import { ok } from '@core/base/refusal'
import { addDays, type Day, dayOf } from '@core/base/time'
import { CALENDAR_DAYS } from '@core/place/station'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { listHolidays } from '../../place/holiday/queries'
import type { Handlers } from '../../runtime/handler'
import { countBooked, removeHoliday, saveHoliday } from './queries'

/** Days ahead that can be entered: two years, since the notice for a year comes at the end of the one before. */
const AHEAD = 2 * CALENDAR_DAYS

export function holidayRoutes(deps: Deps): Handlers<'holidays' | 'saveHoliday' | 'removeHoliday'> {
  const today = (): Day => dayOf(deps.now())
  const list = () => listHolidays(deps.db, today(), addDays(today(), AHEAD))
  const isAhead = (day: Day): boolean => day >= today() && day <= addDays(today(), AHEAD)
  return {
    holidays: async () => ok({ holidays: await list() }),
    async saveHoliday({ body: { holiday } }) {
      if (!isAhead(holiday.day)) throw new ApiError('bad-input', 'holiday.day')
      await saveHoliday(deps.db, holiday)
      const none = { sessions: 0, bookings: 0 }
      return ok({
        holidays: await list(),
        ...(holiday.kind === 'rest' ? await countBooked(deps.db, holiday.day) : none),
      })
    },
    async removeHoliday({ params: { id } }) {
      await removeHoliday(deps.db, id)
      return ok({ holidays: await list(), sessions: 0, bookings: 0 })
    },
  }
}
