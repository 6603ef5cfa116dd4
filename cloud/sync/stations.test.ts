import { DAY, moment } from '@core/base/time'
import type { StationsDelta } from '@core/sync/sync'
import { runJobs } from '../runtime/jobs'
import { createPhone } from '../testing/world/phone'
import { resetDistrict } from '../testing/world/reset'
import { MONDAY_TEN, openWorld, type World } from '../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => resetDistrict(world))
afterAll(() => world.close())

const rename = (id: string, name: string) =>
  world.db.query(`update station set about = about || jsonb_build_object('name', $2::text) where id = $1`, [id, name])
const passAMinute = () => {
  world.clock.now += 60_001
}

describe('without a login, the stations', () => {
  test('are sent completely once, then answered with 304', async () => {
    const phone = createPhone(world.ask)
    const { body } = await phone.sync()
    expect(Object.keys(body)).toEqual(['next', 'stations'])
    const pack = (await world.ask('GET', '/api/stations')).body
    expect(phone.kept.pack).toEqual(pack)
    expect(phone.since).toBe(`p.${pack.version}`)
    const again = await phone.sync()
    expect([again.status, again.text]).toEqual([304, ''])
  })
  test('are sent as far as they changed: a name, a day of the calendar', async () => {
    const phone = createPhone(world.ask)
    await phone.sync()
    await rename('hp099', '新名字')
    passAMinute()
    const { body } = await phone.sync()
    expect(body.stations).toMatchObject({ put: [{ id: 'hp099', name: '新名字' }], gone: [] })
    expect(Object.keys(body.stations ?? {}).sort()).toEqual(['gone', 'put', 'version'])
    await rename('hp099', '别处的站')
    expect(phone.kept.pack?.calendar.rest).toContain('2027-01-01')
    // New Year's Day is past, and drops out of the calendar; the Spring Festival is still to come.
    world.clock.now = MONDAY_TEN + 40 * DAY
    const later = (await phone.sync()).body.stations as StationsDelta
    expect(later.put.map(({ id }) => id)).toEqual(['hp099'])
    expect(later.calendar?.rest).not.toContain('2027-01-01')
    expect(later.calendar?.rest).toContain('2027-02-06')
    expect(phone.kept.pack).toEqual((await world.ask('GET', '/api/stations')).body)
  })
  test('are listed as gone when deleted', async () => {
    const phone = createPhone(world.ask)
    const [columns] = await world.db.query<{ insert: string }>(
      `select string_agg(quote_ident(column_name), ', ') as insert from information_schema.columns
       where table_name = 'station' and is_generated = 'NEVER' and column_name not in ('id', 'about')`,
    )
    await world.db.query(
      `insert into station (id, about, ${columns?.insert})
       select 'hp555', about || '{"id":"hp555"}', ${columns?.insert} from station where id = 'hp099'`,
    )
    passAMinute()
    await phone.sync()
    expect(phone.kept.pack?.stations).toHaveLength(3)
    await world.db.query(`delete from station where id = 'hp555'`)
    passAMinute()
    expect((await phone.sync()).body.stations).toMatchObject({ put: [], gone: ['hp555'] })
    expect(phone.kept.pack?.stations).toHaveLength(2)
  })
  test.each(['p.0123456789abcdef', '0123456789abcdef'])(
    'are sent completely for the unknown bookmark %s',
    async (since) => {
      const { status, body } = await world.ask('GET', `/api/sync?since=${since}`)
      expect(status).toBe(200)
      expect(body.stations).toMatchObject({ all: true, gone: [] })
    },
  )
  test.each(['', 'p.', '0123', 'x'.repeat(17), "0123456789abcde'", 'p.p.0123456789abcd'])(
    'are bad-input for the malformed bookmark “%s”',
    async (since) => {
      const { status, body } = await world.ask('GET', `/api/sync?since=${since}`)
      expect([status, body.where]).toEqual([400, 'since'])
    },
  )
})

test('old versions of the pack are deleted when no login can have them', async () => {
  const phone = createPhone(world.ask)
  await phone.sync()
  const versions = async () =>
    (await world.db.query('select 1 from pack_version where version = $1', [phone.since?.slice(2)])).length
  await world.db.query('update pack_version set at = $1', [moment(MONDAY_TEN)])
  world.clock.now += 32 * DAY
  await runJobs(world.deps)
  expect(await versions()).toBeGreaterThan(0)
  world.clock.now += 1
  await runJobs(world.deps)
  expect(await versions()).toBe(0)
})
