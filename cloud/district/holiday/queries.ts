import { DAY, type Day, moment, startOfDay } from '@core/base/time'
import type { Holiday } from '@core/place/holiday'
import type { Db } from '../../db/port'

/** Enters a day and marks what is planned from it on to be planned anew, in one statement. */
export const saveHoliday = (db: Db, { day, kind, name }: Holiday) =>
  db.query(
    `with saved as (
       insert into holiday (day, kind, name) values ($1, $2, $3)
       on conflict (day) do update set kind = excluded.kind, name = excluded.name
       where (holiday.kind, holiday.name) is distinct from (excluded.kind, excluded.name) returning day
     ) select replan_from(day) from saved`,
    [day, kind, name],
  )

export const removeHoliday = (db: Db, day: Day) =>
  db.query('with gone as (delete from holiday where day = $1 returning day) select replan_from(day) from gone', [day])

/** Booked sessions of a day at stations that do not keep their usual hours on holidays. */
export async function countBooked(db: Db, day: Day): Promise<{ sessions: number; bookings: number }> {
  const from = startOfDay(day)
  const [row] = await db.query<{ sessions: number; bookings: number }>(
    `select count(*)::int as sessions, coalesce(sum(b.n), 0)::int as bookings
     from session s join station t on t.id = s.station_id
     cross join lateral (select count(*) as n from booking b
       where b.station_id = s.station_id and b.session_id = s.id and b.status <> 'cancelled') b
     where s.starts_at >= $1 and s.starts_at < $2 and s.status = 'open' and b.n > 0
       and t.about->'hours'->>'holiday' <> 'usual'`,
    [moment(from), moment(from + DAY)],
  )
  return row ?? { sessions: 0, bookings: 0 }
}
