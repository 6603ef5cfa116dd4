import { addDays, type Day } from '@core/base/time'
import { type Holiday, withHolidays } from '@core/place/holiday'
import type { Calendar } from '@core/place/station'
import type { Db } from '../../db/port'
import { calendarFrom } from './calendar'

/** Days that the district has entered, in [from, to]. */
export const listHolidays = (db: Db, from: Day, to: Day): Promise<Holiday[]> =>
  db.query<Holiday>('select day, kind, name from holiday where day between $1 and $2 order by day', [from, to])

/** Calendar of `days` days from `from`: the law, the yearly notice, and what the district has entered, which counts most. */
export const readCalendar = async (db: Db, from: Day, days: number): Promise<Calendar> =>
  withHolidays(calendarFrom(from, days), await listHolidays(db, from, addDays(from, days - 1)))
