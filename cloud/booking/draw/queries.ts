import { RETENTION_DAYS } from '@core/account/privacy'
import { DAY, type Instant, moment } from '@core/base/time'
import { type Draw, type DrawEntry, RECENT_WIN_DAYS } from '@core/booking/draw'
import { stationOf } from '@core/place/ids'
import { waitlistRule } from '../../base/waitlist-rule'
import type { Db } from '../../db/port'

type DrawRow = {
  draw_at: Instant
  draw_hash: string
  draw_seed: string | null
  entries: DrawEntry[] | null
  drawn: number[] | null
  mine: number[] | null
}

/** Public data of a session's draw; `mine`: the tickets of `booker`. The seed is returned only after the draw. */
export async function findDraw(db: Db, session: string, booker: string | null): Promise<Draw | undefined> {
  const [row] = await db.query<DrawRow>(
    `select s.draw_at, s.draw_hash, case when s.drawn_at is not null then s.draw_seed end as draw_seed,
       d.entries, d.drawn,
       (select array_agg(b.ticket order by b.ticket) from booking b
        where b.booker_id = $3 and b.station_id = s.station_id and b.session_id = s.id and b.ticket is not null) as mine
     from session s left join draw d on d.station_id = s.station_id and d.session_id = s.id
     where s.station_id = $1 and s.id = $2 and s.draw_at is not null`,
    [stationOf(session), session, booker],
  )
  if (!row) return undefined
  return {
    session,
    at: moment(row.draw_at),
    hash: row.draw_hash,
    ...(row.draw_seed === null ? {} : { seed: row.draw_seed }),
    entries: row.entries ?? [],
    order: row.drawn ?? [],
    mine: row.mine ?? [],
  }
}

export type DueDraw = { station_id: string; id: string }

/** Due draws, earliest first: a win in one reduces the lots in the next. */
export const listDueDraws = (db: Db, now: Instant): Promise<DueDraw[]> =>
  db.query<DueDraw>(
    `select station_id, id from session
     where draw_at <= $1 and drawn_at is null and draw_at is not null and status = 'open' and starts_at > $1
     order by draw_at, id`,
    [moment(now)],
  )

/** A booking in the draw: its place in the waitlist, and the most recent wins of any one person in it. */
type Sign = { id: string; place: number; size: number; wins: number }
export type DrawEntries = { seed: string; version: number; signs: Sign[] }

/**
 * The bookings in the draw, in waitlist order, and the session's version, in one statement so that both are consistent.
 * A win of a session that the station called off does not count.
 */
export async function lockDrawEntries(db: Db, { station_id, id }: DueDraw): Promise<DrawEntries | undefined> {
  const [row] = await db.query<{ draw_seed: string; version: number; signs: Sign[] }>(
    `select s.draw_seed, s.version,
       (select coalesce(json_agg(json_build_object('id', b.id, 'place', b.place, 'size', b.seats,
           'wins', (select coalesce(max(each.wins), 0) from seat cross join lateral
             (select count(*) as wins from draw_win
              where draw_win.person_id = seat.person_id and draw_win.at < s.draw_at
                and draw_win.at >= s.draw_at - $3 * interval '1 millisecond'
                and not exists (select 1 from booking was
                  where was.station_id = draw_win.station_id and was.id = draw_win.booking_id and was.ended = 'station')) each
            where seat.station_id = b.station_id and seat.booking_id = b.id)) order by b.place), '[]')
        from booking b where b.station_id = s.station_id and b.session_id = s.id and b.status = 'waiting') as signs
     from session s where s.station_id = $1 and s.id = $2`,
    [station_id, id, RECENT_WIN_DAYS * DAY],
  )
  return row && { seed: row.draw_seed, version: row.version, signs: row.signs }
}

export type DrawResult = {
  version: number
  line: { id: string; place: number; ticket: number; lots: number }[]
  entries: DrawEntry[]
  order: number[]
}

/** Writes the draw, if the session's version is unchanged. */
export async function writeDraw(db: Db, { station_id, id }: DueDraw, drawn: DrawResult, now: Instant) {
  const [row] = await db.query<{ outcome: 'drawn' | 'changed' | 'over' }>(
    'select apply_draw($1, $2, $3, $4, $5, $6, $7, $8) as outcome',
    [
      station_id,
      id,
      moment(now),
      drawn.version,
      JSON.stringify(drawn.line),
      JSON.stringify(drawn.entries),
      drawn.order,
      waitlistRule(),
    ],
  )
  return row?.outcome
}

/** Deletes wins that no longer count; they are stored twice as long as they count, in case a draw is late. */
export async function deleteOldWins(db: Db, now: Instant): Promise<void> {
  await db.query('delete from draw_win where at < $1', [moment(now - RETENTION_DAYS.win * DAY)])
}
