import { migrate } from '@cloud/db/migrate'
import type { Db } from '@cloud/db/port'
import { openPostgres } from '@cloud/db/postgres'
import { readSchema } from '@cloud/db/schema-files'
import { addDays, atClock, dayOf, moment, startOfDay } from '@core/base/time'
import { createOwnDatabase, run } from '../shared/postgres'

/** Fixed time of the benchmark: a Monday, 10:00 in China. */
export const NOW = startOfDay('2026-11-23') + 10 * 3_600_000
const STATIONS = 8
const TODAY = dayOf(NOW)

export const tokenOf = (person: number): string => `bench-person-${String(person).padStart(10, '0')}`
export const personOf = (person: number): string => `00000000-0000-4000-9000-${String(person).padStart(12, '0')}`
const stationOf = (nth: number): string => `hp${String(101 + nth)}`
/** `count` simultaneous sessions, spread over the first `stations`; each set is on its own day. */
export type Sessions = { set: number; count: number; stations: number }
export const sessionOf = ({ set, count, stations }: Sessions, nth: number): string =>
  `${stationOf((nth % count) % stations)}.s${nth % count}-${set}`

/** Stations with one offering each, open to everybody and limited only by seats. */
export async function openDistrict() {
  const own = await createOwnDatabase()
  const db = openPostgres(own.url)
  await migrate(db, readSchema('cloud'))
  const about = { name: '服务站', phone: '020-82000000' }
  const rules = {
    audience: {},
    people: 4,
    openDays: 400,
    cancelMinutes: 60,
    kind: 'activity',
    title: '讲座',
    summary: '',
  }
  await db.query(`insert into street (code, name, lat, lng) values ('440112012', '萝岗街道', 23.179, 113.5)`)
  for (let nth = 0; nth < STATIONS; nth++) {
    const id = stationOf(nth)
    await db.query(
      `insert into station (id, kind, street, lat, lng, about) values ($1, 'complex', '440112012', 23.18, 113.49, $2)`,
      [id, JSON.stringify({ ...about, id })],
    )
    await db.query('insert into offering (station_id, id, about) values ($1, $2, $3)', [
      id,
      `${id}-talk`,
      JSON.stringify({ ...rules, id: `${id}-talk`, station: id }),
    ])
  }
  return { db, url: own.url, version: own.version, drop: () => db.close().then(own.drop) }
}

export async function addSessions(db: Db, sessions: Sessions, capacity: number): Promise<void> {
  const startsAt = atClock(addDays(TODAY, 2 + sessions.set), '14:00')
  const rows = Array.from({ length: sessions.count }, (_, nth) => {
    const id = sessionOf(sessions, nth)
    return { station: id.slice(0, id.indexOf('.')), id }
  })
  await db.query(
    `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity)
     select r.station, r.id, r.station || '-talk', 'activity', '讲座', $2, $3, $4
     from jsonb_to_recordset($1::jsonb) r(station text, id text)`,
    [JSON.stringify(rows), moment(startsAt), moment(startsAt + 3_600_000), capacity],
  )
}

/** Adds people with a login each, numbered from 0. */
export async function addPeople(url: string, count: number): Promise<void> {
  const id = `('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid`
  const all = `from generate_series(0, ${count - 1}) n`
  await run(url, `insert into person (id, name, created_at) select ${id}, '林' || n, '${moment(NOW)}' ${all}`)
  await run(
    url,
    `insert into guardianship (guardian_id, person_id, relation, since) select ${id}, ${id}, 'self', '${moment(NOW)}' ${all}`,
  )
  await run(
    url,
    `insert into login (token_hash, person_id, created_at, expires_at)
     select rtrim(translate(encode(sha256(('bench-person-' || lpad(n::text, 10, '0'))::bytea), 'base64'), '+/', '-_'), '='),
       ${id}, '${moment(NOW)}', '${moment(NOW + 30 * 86_400_000)}' ${all}`,
  )
  await run(url, 'vacuum analyze')
}

/** Bookings per past session; each past hour has one session per station. */
const FULL = 1000

/**
 * History of a district that has run for a while: `count` bookings of past sessions with all their related rows,
 * inserted in the order of time, as the indexes would have grown.
 */
export async function addPast(url: string, count: number, people: number): Promise<void> {
  const past = `
    select n, 'hp' || (101 + n % ${STATIONS}) as station, n / ${FULL * STATIONS} as hour, n / ${STATIONS} % ${FULL} as k,
      ('00000000-0000-4000-9000-' || lpad((n * 13 % ${people})::text, 12, '0'))::uuid as person,
      '${moment(NOW)}'::timestamptz - interval '400 days' + n / ${FULL * STATIONS} * interval '1 hour' as at
    from generate_series(0::bigint, ${count - 1}) n`
  const id = `station || '.' || lpad(to_hex(n), 6, '0') || substr(md5(n::text), 1, 16)`
  const session = `station || '.past-' || hour`
  await run(
    url,
    `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity, taken, last_place, version)
     select station, ${session}, station || '-talk', 'activity', '讲座', at, at + interval '1 hour', ${FULL}, count(*), count(*),
       1 + count(*) from (${past}) p group by station, hour, at`,
  )
  await run(
    url,
    `insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at, place, version)
     select station, ${id}, ${session}, person, 1, lpad(k::text, 8, '0'), at, k + 1, k + 2 from (${past}) p`,
  )
  await run(
    url,
    `insert into seat (station_id, session_id, booking_id, person_id)
     select station, ${session}, ${id}, person from (${past}) p`,
  )
  await run(
    url,
    `insert into session_change (station_id, session_id, version, at, what, by_id, booking_id, seats)
     select station, ${session}, k + 2, at, 'booked', person, ${id}, 1 from (${past}) p`,
  )
  await run(
    url,
    `insert into notice (person_id, kind, at, station_id, session_id, booking_id, read_at)
     select person, 'booked', at, station, ${session}, ${id}, at from (${past}) p`,
  )
  await run(url, 'vacuum analyze')
}
