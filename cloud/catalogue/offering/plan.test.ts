import { commitmentOf } from '@core/base/commitment'
import { addDays, DAY, instant, MINUTE, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { seedDistrict } from '../../demo/seed'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { countTurns } from '../../testing/process/turns'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, OFFERINGS, openWorld, STATIONS, type World } from '../../testing/world/world'
import { planAhead } from './plan'

let world: World
const offer = (offering: Partial<Offering>): Promise<void> =>
  seedDistrict(world.deps, {
    streets: [],
    stations: [],
    offerings: [{ ...(OFFERINGS[0] as Offering), id: 'hp001-new', title: '新的', ...offering }],
  })
type Row = { id: string; starts_at: number; draw_at: number | null; draw_seed: string | null; draw_hash: string | null }
const planned = (offering = 'hp001-new') =>
  world.db.query<Row>('select * from session where offering_id = $1 order by starts_at', [offering])
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => resetPlan(world))
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

test('plans 14 days with today, more if booking opens earlier, 60 at most', async () => {
  await offer({ openDays: 30 })
  expect(await planAhead(world.deps)).toBe(30)
  await offer({ openDays: 400 })
  expect(await planAhead(world.deps)).toBe(30)
  expect((await planned()).length).toBe(60)
  expect((await planned('hp001-talk')).length).toBe(14)
})
test('plans nothing the second time, and one more day a day later', async () => {
  const before = await footprint(world.db)
  expect(await planAhead(world.deps)).toBe(0)
  expect(await footprint(world.db)).toEqual(before)
  world.clock.now += DAY
  // Monday 7 December has all six.
  expect(await planAhead(world.deps)).toBe(6)
})
test('plans no past days after a long pause', async () => {
  world.clock.now = MONDAY_TEN + 40 * DAY
  await planAhead(world.deps)
  const days = new Set((await planned('hp001-talk')).map(({ starts_at }) => moment(starts_at).slice(0, 10)))
  expect(days.has(addDays('2026-11-23', 39))).toBe(false)
  expect(days.has(addDays('2026-11-23', 40))).toBe(true)
})
test('does not plan a removed session again', async () => {
  await world.db.query(`delete from session where id = 'hp001.talk-2611251400'`)
  expect(await planAhead(world.deps)).toBe(0)
})
test('plans nothing on a closed day of a station, and other stations as usual', async () => {
  await world.db.query(`insert into closure values ('hp001', '2026-12-07', '台风', now(), gen_random_uuid())`)
  world.clock.now += DAY
  await planAhead(world.deps)
  expect(await world.db.query(`select id from session where id like '%-261207%'`)).toEqual([
    { id: 'hp099.lunch-2612071200' },
  ])
})
test('plans a draw with its time and the commitment to a seed of its own', async () => {
  await offer({ drawMinutes: 2880 })
  await planAhead(world.deps)
  const rows = await planned()
  // The draws for today and tomorrow would be in the past.
  expect(rows.slice(0, 3).map(({ draw_at }) => draw_at !== null)).toEqual([false, false, true])
  const drawn = rows.slice(2)
  expect(drawn.map(({ starts_at, draw_at }) => starts_at - (draw_at ?? 0))).toEqual(drawn.map(() => 2880 * MINUTE))
  for (const { draw_seed, draw_hash } of drawn) expect(commitmentOf(draw_seed ?? '')).toBe(draw_hash)
  expect(new Set(drawn.map(({ draw_seed }) => draw_seed)).size).toBe(drawn.length)
  expect(drawn[0]?.draw_seed).toMatch(/^[0-9a-f]{64}$/)
  const { body } = await world.ask('GET', `/api/sessions/${drawn[0]?.id}`)
  expect(instant(body.session.draw.at)).toBe(drawn[0]?.draw_at)
  expect(JSON.stringify(body)).not.toContain(drawn[0]?.draw_seed)
})
test('does not write a plan made from an outdated offering', async () => {
  world.clock.now += DAY
  const ask = world.db.query
  const changedMeanwhile: World['db'] = {
    ...world.db,
    query: (async (text: string, params?: readonly unknown[]) => {
      const rows = await ask(text, params)
      if (/from offering o join station/.test(text)) await ask('update offering set revision = revision + 1', [])
      return rows
    }) as World['db']['query'],
  }
  expect(await planAhead({ ...world.deps, db: changedMeanwhile })).toBe(0)
  expect(await planAhead(world.deps)).toBe(6)
})
test('an offering with more sessions than are planned at once is planned on by the next run', async () => {
  const often = ['08:00', '12:00', '16:00'].map((at) => ({
    rrule: 'FREQ=DAILY',
    at,
    minutes: 5,
    slots: 48,
    capacity: 3,
  }))
  await offer({ openDays: 30, templates: often })
  expect(await planAhead(world.deps)).toBe(20 * 144)
  expect(await planAhead(world.deps)).toBe(10 * 144)
  expect(await planAhead(world.deps)).toBe(0)
})
test('other work has its turn between two offerings', async () => {
  const due = OFFERINGS.map((about) => ({ about, revision: 1, planned_to: null, hours: STATIONS[0]?.hours }))
  const turnsAt: number[] = []
  await countTurns(async (turns) => {
    const query = async (text: string) => {
      if (/plan_ahead/.test(text)) turnsAt.push(turns())
      return /from offering o join station/.test(text) ? due : [{ done: 1 }]
    }
    await planAhead({ ...world.deps, db: { ...world.db, query: query as World['db']['query'] } })
  })
  expect(turnsAt).toHaveLength(OFFERINGS.length)
  expect(new Set(turnsAt).size).toBe(OFFERINGS.length)
})
test('leaves a saved offering as it is when the demo is seeded again', async () => {
  const manager = await world.as('manager')
  const saved = { ...(OFFERINGS[0] as Offering), title: '我的讲座' }
  expect((await manager('POST', '/api/stations/hp001/offerings', { offering: saved })).status).toBe(200)
  await seedDistrict(world.deps, { streets: [], stations: [], offerings: OFFERINGS })
  const { body } = await manager('GET', '/api/stations/hp001/offerings')
  expect(body.offerings.find(({ id }: Offering) => id === saved.id)).toEqual(saved)
})
