import { type Instant, moment } from '@core/base/time'
import type { StationRequest, StationWish } from '@core/place/station-change'
import type { Db } from '../../db/port'

/** All stations, or these and those of these streets. */
type Where = { all: boolean; stations: readonly string[]; streets: readonly string[] }

type RequestRow = {
  id: string
  station: string
  street: string
  wish: StationWish
  asked_at: Instant
  by: string
  outcome: StationRequest['outcome'] | null
  words: string
}
const REQUEST = `select r.id, r.station_id as station, t.street, r.wish, r.asked_at, coalesce(p.shown, '') as by, r.outcome, r.words
  from station_request r join station t on t.id = r.station_id left join person p on p.id = r.by_id`

const requestOf = ({ id, station, wish, asked_at, by, outcome, words }: RequestRow): StationRequest => ({
  id,
  station,
  wish,
  askedAt: moment(asked_at),
  by,
  ...(outcome ? { outcome } : {}),
  ...(words ? { words } : {}),
})

export type PlacedRequest = { request: StationRequest; street: string }

export async function findStationRequest(db: Db, id: string): Promise<PlacedRequest | undefined> {
  const [row] = await db.query<RequestRow>(`${REQUEST} where r.id = $1`, [id])
  return row && { request: requestOf(row), street: row.street }
}

/** Requests that wait, the oldest first. */
export async function listWaitingRequests(db: Db, { all, stations, streets }: Where): Promise<StationRequest[]> {
  const rows = await db.query<RequestRow>(
    `${REQUEST} where r.outcome is null and ($1 or r.station_id = any ($2) or t.street = any ($3)) order by r.asked_at, r.id`,
    [all, [...stations], [...streets]],
  )
  return rows.map(requestOf)
}

/** The latest requests of a station, the newest first. */
export async function listRequestsOf(db: Db, station: string, most: number): Promise<StationRequest[]> {
  const rows = await db.query<RequestRow>(
    `${REQUEST} where r.station_id = $1 order by r.asked_at desc, r.id limit $2`,
    [station, most],
  )
  return rows.map(requestOf)
}

type Asking = { station: string; wish: StationWish; by: string; accept: boolean; now: Instant }

export async function writeRequest(db: Db, { station, wish, by, accept, now }: Asking): Promise<string> {
  const [row] = await db.query<{ id: string }>('select request_station_change($1, $2, $3, $4, $5) as id', [
    station,
    JSON.stringify(wish),
    by,
    accept,
    moment(now),
  ])
  return row?.id as string
}

type Answering = { id: string; accept: boolean; words: string; by: string; now: Instant }

/** False: it was answered or replaced before. */
export async function answerRequest(db: Db, { id, accept, words, by, now }: Answering): Promise<boolean> {
  const [row] = await db.query<{ done: boolean }>('select answer_station_request($1, $2, $3, $4, $5) as done', [
    id,
    accept,
    words,
    by,
    moment(now),
  ])
  return row?.done === true
}
