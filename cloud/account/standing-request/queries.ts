import type { GivenStanding } from '@core/account/standing-list'
import type { StandingRequest, WaitingStandingRequest } from '@core/account/standing-request'
import type { Picture } from '@core/base/picture/picture'
import { type Day, type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

type RequestRow = {
  id: string
  kind: GivenStanding
  note: string
  asked_at: Instant
  outcome: StandingRequest['outcome'] | null
  decided_at: Instant | null
  words: string
  until: Day | null
}

/** The latest requests of a person, the newest first. */
export async function listRequestsOf(db: Db, person: string, most: number): Promise<StandingRequest[]> {
  const rows = await db.query<RequestRow>(
    `select id, kind, note, asked_at, outcome, decided_at, words, until from standing_request
     where person_id = $1 order by asked_at desc, id limit $2`,
    [person, most],
  )
  return rows.map(({ id, kind, note, asked_at, outcome, decided_at, words, until }) => ({
    id,
    kind,
    note,
    askedAt: moment(asked_at),
    ...(outcome ? { outcome } : {}),
    ...(decided_at === null ? {} : { decidedAt: moment(decided_at) }),
    ...(words ? { words } : {}),
    ...(until ? { until } : {}),
  }))
}

export async function listHeld(db: Db, person: string) {
  const rows = await db.query<{ kind: GivenStanding; since: Instant; until: Day | null }>(
    'select kind, since, until from standing where person_id = $1 and ended_at is null order by kind',
    [person],
  )
  return rows.map(({ kind, since, until }) => ({ kind, since: moment(since), ...(until ? { until } : {}) }))
}

/** The oldest requests that wait, and how many there are. */
export async function listWaiting(
  db: Db,
  most: number,
): Promise<{ requests: WaitingStandingRequest[]; count: number }> {
  const rows = await db.query<{ id: string; kind: GivenStanding; note: string; asked_at: Instant; name: string }>(
    `select r.id, r.kind, r.note, r.asked_at, p.shown as name from standing_request r join person p on p.id = r.person_id
     where r.outcome is null order by r.asked_at, r.id limit $1`,
    [most],
  )
  const [counted] = await db.query<{ count: number }>(
    'select count(*)::int as count from standing_request where outcome is null',
    [],
  )
  const requests = rows.map(({ asked_at, ...row }) => ({ ...row, askedAt: moment(asked_at) }))
  return { requests, count: counted?.count ?? 0 }
}

/** Whether there is such a request; it may be decided. */
export async function hasStandingRequest(db: Db, id: string): Promise<boolean> {
  return (await db.query('select 1 from standing_request where id = $1', [id])).length > 0
}

export async function isRequestOf(db: Db, id: string, person: string): Promise<boolean> {
  return (await db.query('select 1 from standing_request where id = $1 and person_id = $2', [id, person])).length > 0
}

type Asking = { person: string; kind: GivenStanding; note: string; picture: Picture; now: Instant }
type AskOutcome = 'asked' | 'standing-held' | 'standing-asked' | 'gone'

export async function askStanding(db: Db, { person, kind, note, picture, now }: Asking): Promise<AskOutcome> {
  const [row] = await db.query<{ outcome: AskOutcome }>(
    `select ask_standing($1, $2, $3, $4, decode($5, 'base64'), $6) as outcome`,
    [person, kind, note, picture.type, Buffer.from(picture.bytes).toString('base64'), moment(now)],
  )
  return row?.outcome ?? 'gone'
}

/** The picture in base64; undefined once the request is decided. */
export async function readCertificate(db: Db, id: string) {
  const [row] = await db.query<{ type: Picture['type']; bytes: string }>(
    `select type, translate(encode(bytes, 'base64'), E'\\n', '') as bytes from certificate where request_id = $1`,
    [id],
  )
  return row
}

type Ending = {
  id: string
  outcome: NonNullable<StandingRequest['outcome']>
  until?: Day | undefined
  words?: string
  by: string | null
  now: Instant
}

/** Ends a request that waits; false: it was decided or withdrawn before. */
export async function endStandingRequest(
  db: Db,
  { id, outcome, until, words = '', by, now }: Ending,
): Promise<boolean> {
  const [row] = await db.query<{ done: boolean }>('select end_standing_request($1, $2, $3, $4, $5, $6) as done', [
    id,
    outcome,
    until ?? null,
    words,
    by,
    moment(now),
  ])
  return row?.done === true
}

/** Deletes a request that waits, and its picture with it; false: it was decided before. */
export async function deleteStandingRequest(db: Db, id: string): Promise<boolean> {
  return (await db.query('delete from standing_request where id = $1 and outcome is null returning 1', [id])).length > 0
}

/** Requests that wait since before then, or have lost their picture with a restored backup. */
export async function listOverdue(db: Db, before: Instant): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from standing_request r where outcome is null
       and (asked_at < $1 or not exists (select from certificate where request_id = r.id)) order by asked_at, id`,
    [moment(before)],
  )
  return rows.map(({ id }) => id)
}

export const deleteDecided = (db: Db, before: Instant) =>
  db.query('delete from standing_request where decided_at < $1 and outcome is not null', [moment(before)])
