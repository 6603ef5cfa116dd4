import { DAY } from '@core/base/time'
import { Offering } from '@core/catalogue/offering'
import { SessionId } from '@core/place/ids'
import { Station, Street } from '@core/place/station'
import * as v from 'valibot'
import { planAhead } from '../catalogue/offering/plan'
import { findViolations } from '../runtime/invariants/find-violations'
import { footprint } from '../testing/database/footprint'
import { newIdempotencyKey } from '../testing/world/idempotency-key'
import { MONDAY_TEN, OFFERINGS, openWorld, STATIONS, type World } from '../testing/world/world'
import { type District, loadHuangpu } from './district'
import { enlargeDistrict } from './enlarge-district'
import { PERSONAS } from './personas'
import { seedDistrict, seedPeople } from './seed'

describe('the demo district', () => {
  let huangpu: District
  beforeAll(async () => {
    huangpu = await loadHuangpu()
  })
  test('matches the schemas', () => {
    expect(v.parse(v.array(Station), huangpu.stations)).toEqual(huangpu.stations)
    expect(v.parse(v.array(Offering), huangpu.offerings)).toEqual(huangpu.offerings)
    expect(v.parse(v.array(Street), huangpu.streets)).toEqual(huangpu.streets)
  })
  test('has 157 stations with unique ids and names, each in an existing street', () => {
    expect(huangpu.stations).toHaveLength(157)
    expect(new Set(huangpu.stations.map(({ id }) => id)).size).toBe(157)
    expect(new Set(huangpu.stations.map(({ name }) => name)).size).toBe(157)
    const streets = huangpu.streets.map(({ code }) => code)
    expect(huangpu.stations.filter(({ street }) => !streets.includes(street))).toEqual([])
  })
  test('has coordinates within the district, and is marked as demo data', () => {
    const outside = huangpu.stations.filter(({ lat, lng }) => lat < 23.03 || lat > 23.42 || lng < 113.38 || lng > 113.6)
    expect(outside.map(({ id }) => id)).toEqual([])
    expect(huangpu.stations.filter(({ demo }) => !demo)).toEqual([])
  })
  test('has offerings at its own stations, with ids that fit into session ids', () => {
    const stations = huangpu.stations.map(({ id }) => id)
    expect(new Set(huangpu.offerings.map(({ id }) => id)).size).toBe(huangpu.offerings.length)
    for (const { id, station } of huangpu.offerings) {
      expect(stations).toContain(station)
      expect(id.startsWith(`${station}-`)).toBe(true)
      expect(v.is(SessionId, `${station}.${id.slice(id.indexOf('-') + 1)}-2611231400`)).toBe(true)
    }
  })
  test('is enlarged for the benchmarks, always to the same stations', () => {
    const grown = enlargeDistrict(huangpu, 400)
    expect(v.parse(v.array(Station), grown.stations)).toHaveLength(400)
    expect(v.parse(v.array(Offering), grown.offerings).length).toBeGreaterThan(huangpu.offerings.length)
    expect(new Set(grown.stations.map(({ id }) => id)).size).toBe(400)
    expect(enlargeDistrict(huangpu, 400)).toEqual(grown)
    expect(enlargeDistrict(huangpu, 10).stations).toEqual(huangpu.stations.slice(0, 10))
  })
  test('has managers of existing stations only', () => {
    const scopes = PERSONAS.flatMap(({ roles = [] }) => roles).flatMap((role) =>
      role.role === 'station' ? [role.scope] : [],
    )
    expect(scopes.filter((id) => !huangpu.stations.some((station) => station.id === id))).toEqual([])
  })
})

describe('seeding again', () => {
  const district: District = {
    streets: [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }],
    stations: STATIONS,
    offerings: OFFERINGS,
  }
  let world: World
  const seedAll = async () => {
    await seedDistrict(world.deps, district)
    await seedPeople(world.deps)
    await planAhead(world.deps)
  }
  beforeAll(async () => {
    world = await openWorld()
    const resident = await world.as('resident')
    await resident(
      'POST',
      '/api/bookings',
      { session: 'hp001.talk-2611231400', people: resident.people },
      newIdempotencyKey(),
    )
    await resident('PATCH', `/api/people/${resident.id}`, { name: '改了名' })
  })
  afterAll(() => world.close())

  test('keeps bookings, names and taken seats', async () => {
    const rows = () => world.db.query('select * from session order by id')
    const people = () => world.db.query('select * from person order by id')
    const before = [await footprint(world.db), await rows(), await people()]
    expect((before[0] as Record<string, number>).booking).toBe(1)
    await seedAll()
    expect([await footprint(world.db), await rows(), await people()]).toEqual(before)
  })
  test('a day later adds only the sessions of the new day', async () => {
    const before = await footprint(world.db)
    world.clock.now = MONDAY_TEN + DAY
    await seedAll()
    const after = await footprint(world.db)
    // Monday 7 December has all six; a new session counts as its first change.
    expect(after).toEqual({ ...before, session: Number(before.session) + 6, changes: Number(before.changes) + 6 })
    expect(await findViolations(world.db)).toEqual({})
  })
})
