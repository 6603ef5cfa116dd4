import type { GivenStanding, HeldStanding, OpenStandingInvitation } from '@core/account/standing-list'
import { type Day, type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

type HeldRow = { id: string; name: string; kind: GivenStanding; since: Instant; until: Day | null; by: string }

/** The latest people of a standing; how many there are, and how many rows of lists wait. */
export async function listStandings(db: Db, kind: GivenStanding, most: number) {
  const rows = await db.query<HeldRow>(
    `select s.id, p.shown as name, s.kind, s.since, s.until, coalesce(b.shown, '') as by from standing s
     join person p on p.id = s.person_id left join person b on b.id = s.by_id
     where s.kind = $1 and s.ended_at is null order by s.since desc, s.id limit $2`,
    [kind, most],
  )
  const [counts] = await db.query<{ count: number; awaited: number }>(
    `select (select count(*) from standing where kind = $1 and ended_at is null) as count,
       (select count(*) from awaited_standing where kind = $1) as awaited`,
    [kind],
  )
  const held = rows.map(
    ({ since, until, ...row }): HeldStanding => ({ ...row, since: moment(since), ...(until ? { until } : {}) }),
  )
  return { held, count: counts?.count ?? 0, awaited: counts?.awaited ?? 0 }
}

/** Open invitations to a standing, the newest first. */
export async function listOpenInvitations(
  db: Db,
  kind: GivenStanding,
  most: number,
  now: Instant,
): Promise<OpenStandingInvitation[]> {
  const rows = await db.query<{ id: string; by: string; until: Instant; holds_to: Day | null }>(
    `select i.id, coalesce(b.shown, '') as by, i.expires_at as until, i.standing_until as holds_to from role_invitation i
     left join person b on b.id = i.by_id
     where i.standing = $1 and i.used_at is null and i.expires_at > $2 order by i.at desc, i.seq desc limit $3`,
    [kind, moment(now), most],
  )
  return rows.map(({ until, holds_to, ...row }) => ({
    ...row,
    until: moment(until),
    ...(holds_to ? { holdsTo: holds_to } : {}),
  }))
}

export async function hasStanding(db: Db, id: string): Promise<boolean> {
  return (await db.query('select 1 from standing where id = $1 and ended_at is null', [id])).length > 0
}

type Giving = { hashes: readonly string[]; kind: GivenStanding; until: Day | undefined; by: string; now: Instant }

export async function giveStandings(db: Db, { hashes, kind, until, by, now }: Giving) {
  const [row] = await db.query<{ given: number; held: number; awaited: number }>(
    'select given, held, awaited from give_standings($1, $2, $3, $4, $5)',
    [[...hashes], kind, until ?? null, by, moment(now)],
  )
  return row as { given: number; held: number; awaited: number }
}

/** Gives a person what lists have for their number. */
export const matchStandings = (db: Db, person: string, hash: string, today: Day, now: Instant) =>
  db.query('select match_standings($1, $2, $3, $4)', [person, hash, today, moment(now)])

export const endStanding = (db: Db, id: string, today: Day, by: string, now: Instant) =>
  db.query('select end_standings($1, $2, $3, $4)', [id, today, by, moment(now)])

export const endExpiredStandings = (db: Db, today: Day, now: Instant) =>
  db.query('select end_standings(null, $1, null, $2)', [today, moment(now)])

export const deleteOldAwaited = (db: Db, before: Instant) =>
  db.query('delete from awaited_standing where at < $1', [moment(before)])
