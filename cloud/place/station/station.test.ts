import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { indexSpots, nearest, walkMinutes } from '@core/base/geo'
import { DAY, MINUTE } from '@core/base/time'
import { KINDS, Pack, type Station } from '@core/place/station'
import fc from 'fast-check'
import * as v from 'valibot'
import { seedDistrict } from '../../demo/seed'
import { MONDAY_TEN, openWorld, STATIONS, type World } from '../../testing/world/world'

const huangpu = <T>(name: string): T =>
  JSON.parse(readFileSync(join(__dirname, '../../../data/huangpu', `${name}.json`), 'utf8'))
let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  world.clock.now = MONDAY_TEN
})
afterAll(() => world.close())

test('a station is returned as it was stored', async () => {
  const { status, body } = await world.ask('GET', '/api/stations/hp099')
  expect([status, body]).toEqual([200, { station: STATIONS[1] }])
})
test.each(['hp404', 'HP001', 'hp1', 'hp001%20', 'hp001;drop', '..%2fhp001', '%00', '%ff', '站'])(
  '%s is 404',
  async (id) => {
    const { status, body } = await world.ask('GET', `/api/stations/${id}`)
    expect([status, body.code]).toEqual([404, 'not-found'])
  },
)

describe('the pack', () => {
  const ask = (tag?: string) => world.ask('GET', '/api/stations', undefined, tag ? { 'if-none-match': tag } : {})

  test('contains all that a phone needs, and its version is the ETag', async () => {
    const { status, body, headers } = await ask()
    expect(status).toBe(200)
    expect(v.parse(Pack, body)).toEqual(body)
    expect(body.stations).toEqual(STATIONS)
    expect(headers.get('etag')).toBe(`"${body.version}"`)
    expect(headers.get('cache-control')).toBe('no-cache')
  })
  test('is answered with 304 while it is unchanged', async () => {
    const tag = (await ask()).headers.get('etag') as string
    for (const known of [tag, `W/${tag}`, `"old", ${tag}`]) {
      const { status, text, headers } = await ask(known)
      expect([status, text, headers.get('etag')]).toEqual([304, '', tag])
    }
    expect((await ask('"old"')).status).toBe(200)
  })
  test('has another version within a minute of a change of a station', async () => {
    const tag = (await ask()).headers.get('etag') as string
    await world.db.query(`update station set about = jsonb_set(about, '{phone}', '"020-1"') where id = 'hp001'`)
    world.clock.now += MINUTE
    const changed = await ask(tag)
    expect([changed.status, changed.body.stations[0].phone]).toEqual([200, '020-1'])
    expect(changed.headers.get('etag')).not.toBe(tag)
    // The same content has the same version again.
    await world.db.query(`update station set about = jsonb_set(about, '{phone}', $1) where id = 'hp001'`, [
      JSON.stringify(STATIONS[0]?.phone),
    ])
    world.clock.now += MINUTE
    expect((await ask()).headers.get('etag')).toBe(tag)
  })
  test('contains the holidays of the coming days', async () => {
    const { rest } = (await ask()).body.calendar
    expect(rest).toContain('2027-01-01')
    world.clock.now += 60 * DAY
    expect((await ask()).body.calendar.rest).not.toContain('2027-01-01')
  })
})

describe('with the whole district', () => {
  const stations = huangpu<Station[]>('stations')
  beforeAll(async () => {
    await seedDistrict(world.deps, { streets: huangpu('streets'), stations, offerings: [] })
    await world.db.query(
      `delete from session where station_id = 'hp099'; delete from offering where station_id = 'hp099'`,
    )
    await world.db.query(`delete from station where not about ? 'demo'`)
  })
  test('the pack is at most 60 KiB when compressed', async () => {
    world.clock.now += 5 * MINUTE
    const { text, body } = await world.ask('GET', '/api/stations')
    expect(body.stations).toHaveLength(157)
    expect(gzipSync(text).length).toBeLessThanOrEqual(60 * 1024)
  })
  test('the nearest stations are those that the phone finds in the pack', async () => {
    const { stations: pack } = (await world.ask('GET', '/api/stations')).body as Pack
    const index = indexSpots(pack)
    const degrees = (min: number, max: number) =>
      fc.integer({ min: min * 1e6, max: max * 1e6 }).map((millionths) => millionths / 1e6)
    const query = fc.record({
      lat: degrees(22.9, 23.5),
      lng: degrees(113.2, 113.7),
      limit: fc.integer({ min: 1, max: 30 }),
      kind: fc.option(fc.constantFrom(...KINDS), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(query, async ({ lat, lng, limit, kind }) => {
        const { status, body } = await world.ask(
          'GET',
          `/api/stations/near?lat=${lat}&lng=${lng}&limit=${limit}${kind ? `&kind=${kind}` : ''}`,
        )
        const found = nearest(index, { lat, lng }, limit, (station) => !kind || station.kind === kind)
        expect(status).toBe(200)
        expect(body.stations).toEqual(
          found.map(({ item, metres }) => ({
            station: item,
            metres: Math.round(metres),
            minutes: walkMinutes(metres),
          })),
        )
      }),
      { numRuns: 60 },
    )
  })
  test('the nearest stations are twenty by default, and need a position', async () => {
    expect((await world.ask('GET', '/api/stations/near?lat=23.1&lng=113.5')).body.stations).toHaveLength(20)
    const { status, body } = await world.ask('GET', '/api/stations/near?lat=23.1')
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'lng'])
  })
})
