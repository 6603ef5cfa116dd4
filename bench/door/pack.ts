import { gzipSync } from 'node:zlib'
import { type DoorPack, listArrivals } from '@core/attendance/door-pack'
import { DAY, dayOf, moment, startOfDay } from '@core/base/time'
import { type DoorDelta, mergeDoor } from '@core/sync/sync'
import { MORNING, startCloud } from '../../e2e/cloud'
import { bookingRequests } from '../request/bookers'
import { DOOR_PACK } from '../shared/budgets'
import { interleave } from '../shared/interleave'
import { duration, kilobytes, type Table, times } from '../shared/table'

type Cloud = Awaited<ReturnType<typeof startCloud>>

const STATION = 'hp001'
const PEOPLE = 500
const ROUNDS = 15
/** Batch limit of one call. */
const BATCH = 100

async function ask<T>({ at }: Cloud, path: string, token?: string, body?: object): Promise<T> {
  const response = await fetch(at + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Books a seat today at the station for each of PEOPLE. */
async function bookToday(cloud: Cloud): Promise<void> {
  const asks = await bookingRequests(cloud.db, PEOPLE)
  await cloud.db.query("update person set name = '林晓梅' where name = '林'")
  const today = await cloud.db.query<{ id: string }>(
    'select id from session where station_id = $1 and capacity = 1000000 and starts_at < $2',
    [STATION, moment(startOfDay(dayOf(MORNING)) + DAY)],
  )
  for (const [nth, { path, headers, body }] of asks.entries()) {
    const bookingRequest = { ...JSON.parse(String(body)), session: today[nth % today.length]?.id }
    const response = await fetch(cloud.at + path, { method: 'POST', headers, body: JSON.stringify(bookingRequest) })
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    await response.arrayBuffer()
  }
}

/** Checks in the roster rows `first` to `end`. */
async function checkIn(cloud: Cloud, token: string, pack: DoorPack, first: number, end: number): Promise<void> {
  const scans = pack.roster.map(([code, nth], seq) => ({
    ...{ kind: 'in', pass: `${STATION}.${code}`, at: pack.at, device: 'abcdefghijklmnopqrstuv', seq },
    session: pack.sessions[nth]?.id,
  }))
  for (let from = first; from < end; from += BATCH) {
    const batch = scans.slice(from, Math.min(end, from + BATCH))
    await ask(cloud, '/api/attendance', token, { sentAt: pack.at, scans: batch })
  }
}

const rowOf = (what: string, pack: DoorPack): string[] => {
  const text = JSON.stringify(pack)
  const bytes = Buffer.byteLength(text)
  const counts = [pack.roster.length, listArrivals(pack).length].map(String)
  return [what, ...counts, times(bytes / DOOR_PACK), kilobytes(bytes), kilobytes(gzipSync(text).length)]
}

export async function doorPack(): Promise<Table> {
  const cloud = await startCloud()
  try {
    await bookToday(cloud)
    const { token } = await ask<{ token: string }>(cloud, '/api/login', undefined, { persona: 'manager' })
    const { next } = await ask<{ next: string }>(cloud, '/api/sync')
    const fetchPack = async () => {
      const { door } = await ask<{ door: DoorDelta }>(cloud, `/api/sync?since=${next}&door=${STATION}`, token)
      return mergeDoor(undefined, door)
    }
    const early = await fetchPack()
    if (early.roster.length < PEOPLE) throw new Error(`only ${early.roster.length} of ${PEOPLE} people are in the pack`)
    const [pack = 0, station = 0] = await interleave<unknown>(
      [
        { calls: 1, work: fetchPack },
        { calls: 1, work: () => ask(cloud, `/api/stations/${STATION}`) },
      ],
      ROUNDS,
    )
    const { next: cursor } = await ask<{ next: string }>(cloud, `/api/sync?since=${next}&door=${STATION}`, token)
    await checkIn(cloud, token, early, 0, 1)
    const arrival = await ask<object>(cloud, `/api/sync?since=${cursor}&door=${STATION}`, token)
    await checkIn(cloud, token, early, 1, PEOPLE)
    const late = await fetchPack()
    const bytes = Buffer.byteLength(JSON.stringify(early))
    return {
      title: 'door: door pack of one station for one day, first fetch, from a cloud on PGlite',
      columns: ['', 'booked', 'arrived', 'of the budget', 'bytes', 'gzip'],
      rows: [rowOf('before the first arrival', early), rowOf('after the last arrival', late)],
      notes: [
        `Time of that sync relative to GET /api/stations/${STATION}: ${times(pack / station)} (${duration(pack)} against ${duration(station)}).`,
        `A phone at check-in receives the first arrival as a delta of ${Buffer.byteLength(JSON.stringify(arrival))} bytes.`,
        `The budget of ${kilobytes(DOOR_PACK)} is for ${PEOPLE} bookings before the first arrival.`,
      ],
      over:
        bytes > DOOR_PACK
          ? [`door pack of ${PEOPLE} bookings: ${kilobytes(bytes)}, at most ${kilobytes(DOOR_PACK)}`]
          : [],
    }
  } finally {
    await cloud.stop()
  }
}
