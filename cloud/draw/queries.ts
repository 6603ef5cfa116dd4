import { type Draw, type Entry, WON_LATELY_DAYS } from '@core/draw'
import { KEPT_DAYS } from '@core/privacy'
import { stationOf } from '@core/session'
import { DAY, type Instant, moment } from '@core/time'
import type { Db } from '../db/port'
import { waitlistRule } from '../line/rule'

type DrawRow = {
  draw_at: Instant
  draw_hash: string
  draw_seed: string | null
  entries: Entry[] | null
  drawn: number[] | null
  mine: number[] | null
}

/** What anybody may know of a session's draw; `mine` are the tickets of `booker`. The seed stays here until it is drawn. */
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

export type ToDraw = { station_id: string; id: string }

/** Draws whose hour has come, the earliest first: whoever wins in one has fewer lots in the next. */
export const listToDraw = (db: Db, now: Instant): Promise<ToDraw[]> =>
  db.query<ToDraw>(
    `select station_id, id from session
     where draw_at <= $1 and drawn_at is null and draw_at is not null and status = 'open' and starts_at > $1
     order by draw_at, id`,
    [moment(now)],
  )

/** A booking in the hat: where it stands, and the most often that anybody of it won before this draw, of late. */
type Sign = { id: string; place: number; size: number; wins: number }
export type Hat = { seed: string; version: number; signs: Sign[] }

/**
 * Who signed up, in order, and the session's version at that moment: one statement, so that both are of one instant. A
 * place that the station took back by calling off was no win.
 */
export async function readHat(db: Db, { station_id, id }: ToDraw): Promise<Hat | undefined> {
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
    [station_id, id, WON_LATELY_DAYS * DAY],
  )
  return row && { seed: row.draw_seed, version: row.version, signs: row.signs }
}

export type Drawn = {
  version: number
  line: { id: string; place: number; ticket: number; lots: number }[]
  entries: Entry[]
  order: number[]
}

/** Writes it, if the line is still the one it was reckoned from. */
export async function writeDraw(db: Db, { station_id, id }: ToDraw, drawn: Drawn, now: Instant) {
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

/** Wins that weigh no more, in a draw that is late either: kept twice as long as they count. */
export async function forgetWins(db: Db, now: Instant): Promise<void> {
  await db.query('delete from draw_win where at < $1', [moment(now - KEPT_DAYS.win * DAY)])
}
