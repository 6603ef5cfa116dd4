import { type Instant, moment } from '@core/base/time'
import type { HeldQueue } from '../../account/moderation/queue'
import type { Db } from '../../db/port'

type Held = { by: string; id: string; text: string }

async function leaseHeld(db: Db, now: Instant, next: Instant, most: number): Promise<Held[]> {
  return db.query<Held>(
    `with due as (
       select station_id, booking_id from strike
       where held_at is not null and status = 'appealed' and moderate_at <= $1
       order by moderate_at, appealed_at, booking_id limit $3 for update skip locked
     )
     update strike k set moderate_at = $2 from due d where k.station_id = d.station_id and k.booking_id = d.booking_id
     returning k.person_id as by, k.booking_id as id, k.appeal as text`,
    [moment(now), moment(next), most],
  )
}

/** Moderation queue of appeals. Passed, the station's managers see it; risky, the strike counts as if not appealed. */
export const HELD_APPEALS: HeldQueue<Held> = {
  as: 'comment',
  lease: leaseHeld,
  decide: (db, { id, text }, judged) =>
    db.query(
      `update strike set held_at = null, moderate_at = null, status = $3
       where station_id = split_part($1, '.', 1) and booking_id = $1 and held_at is not null and status = 'appealed'
         and appeal = $2`,
      [id, text, judged === 'pass' ? 'appealed' : 'counts'],
    ),
}
