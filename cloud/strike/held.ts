import { ASK_AGAIN } from '@core/moderation'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'
import type { Deps } from '../deps'
import type { Judged } from '../wechat/port'
import { judgeWords } from '../wechat/words'

const AT_ONCE = 20

type Held = { person: string; id: string; words: string }

/** Appeals to be looked at again, until `next` nobody else's. */
async function takeHeld(db: Db, now: Instant, next: Instant): Promise<Held[]> {
  return db.query<Held>(
    `with due as (
       select station_id, booking_id from strike
       where held_at is not null and status = 'appealed' and moderate_at <= $1
       order by moderate_at limit ${AT_ONCE} for update skip locked
     )
     update strike k set moderate_at = $2 from due d where k.station_id = d.station_id and k.booking_id = d.booking_id
     returning k.person_id as person, k.booking_id as id, k.appeal as words`,
    [moment(now), moment(next)],
  )
}

/** Passed, whoever looks after the station reads it; risky, it is as if it had not been sent, and its writer sees it. */
async function settle(db: Db, { id, words }: Held, judged: Exclude<Judged, 'held'>): Promise<void> {
  await db.query(
    `update strike set held_at = null, moderate_at = null, status = $3
     where station_id = split_part($1, '.', 1) and booking_id = $1 and held_at is not null and status = 'appealed'
       and appeal = $2`,
    [id, words, judged === 'pass' ? 'appealed' : 'counts'],
  )
}

/** Whatever WeChat could not be asked about is asked about again. */
export async function lookAgain(deps: Pick<Deps, 'db' | 'now' | 'demo' | 'wechat' | 'sealer'>): Promise<void> {
  const { db, now } = deps
  await Promise.all(
    (await takeHeld(db, now(), now() + ASK_AGAIN)).map(async (one) => {
      const judged = await judgeWords(deps, one.person, one.words, 'comment')
      if (judged !== 'held') await settle(db, one, judged)
    }),
  )
}
