import { metresBetween } from '@core/base/geo'
import type { Kind } from '@core/place/station'
import type { Db } from '../../db/port'
import { openMigrated } from '../../testing/database/image'
import { MONDAY_TEN } from '../../testing/world/world'
import { nearStations } from './queries'

const COUNT = 600
const LIMIT = 10
/** 海口, 齐齐哈尔 and 漠河 lie near these; the demo district is at 23. */
const LATITUDES = [20, 23.2, 45, 53] as const

let db: Db
beforeAll(async () => {
  db = await openMigrated()
  await db.query(`insert into street (code, name, lat, lng) values ('440112012', '萝岗街道', 23.179, 113.5)`, [])
  await db.query(
    `insert into station (id, kind, street, lat, lng, about)
     select id, 'complex', '440112012', lat, lng, json_build_object('id', id, 'lat', lat, 'lng', lng)
     from (
       select 's' || (l * 1000 + n) as id, l / 10.0 + (n * 7919 % 601 - 300) / 3000.0 as lat,
         113.5 + (n * 104729 % 607 - 303) / 3000.0 as lng
       from unnest($1::int[]) l, generate_series(1, $2::int) n
     ) spread`,
    [LATITUDES.map((lat) => lat * 10), COUNT],
  )
})
afterAll(() => db.close())

test.each(LATITUDES)('the nearest are the nearest on the ground at %s degrees north', async (lat) => {
  const all = await db.query<{ id: string; lat: number; lng: number }>('select id, lat, lng from station', [])
  for (const [north, east] of [
    [0, 0],
    [0.05, -0.07],
    [-0.08, 0.03],
  ] as const) {
    const here = { lat: lat + north, lng: 113.5 + east }
    const nearest = all.sort((a, b) => metresBetween(here, a) - metresBetween(here, b)).slice(0, LIMIT)
    const near = (kind: Kind | undefined) => nearStations(db, { spot: here, kind, limit: LIMIT, now: MONDAY_TEN })
    const found = await near(undefined)
    expect(found.map(({ id }) => id)).toEqual(nearest.map(({ id }) => id))
    expect(await near('complex')).toEqual(found)
  }
})
