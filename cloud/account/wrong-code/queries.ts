import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/** Counts one wrong invitation code of a person, by the minute. */
export async function countWrongCode(db: Db, person: string, now: Instant): Promise<void> {
  await db.query(
    `insert into wrong_code as w (person_id, minute, tries) values ($1, date_trunc('minute', $2::timestamptz), 1)
     on conflict (person_id, minute) do update set tries = w.tries + 1`,
    [person, moment(now)],
  )
}

/** How many wrong codes somebody has tried since then, and the minute of the first. */
export async function findWrongCodes(
  db: Db,
  person: string,
  since: Instant,
): Promise<{ tries: number; first: Instant | null }> {
  const [row] = await db.query<{ tries: number; first: Instant | null }>(
    `select coalesce(sum(tries), 0)::integer as tries, min(minute) as first from wrong_code
     where person_id = $1 and minute > $2`,
    [person, moment(since)],
  )
  return row ?? { tries: 0, first: null }
}

/** The highest count of wrong codes in any minute since then, by whomever. */
export async function maxWrongPerMinute(db: Db, since: Instant): Promise<number> {
  const [row] = await db.query<{ most: number }>(
    `select coalesce(max(m.tries), 0)::integer as most from (
       select sum(tries) as tries from wrong_code where minute > $1 group by minute
     ) m`,
    [moment(since)],
  )
  return row?.most ?? 0
}

export async function deleteWrongCodes(db: Db, before: Instant): Promise<void> {
  await db.query('delete from wrong_code where minute <= $1', [moment(before)])
}
