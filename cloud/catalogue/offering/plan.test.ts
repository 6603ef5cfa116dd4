import { commitmentOf } from '@core/base/commitment'
import { addDays, DAY, instant, MINUTE, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { seedDistrict } from '../../demo/seed'
import { findViolations, footprint } from '../../testing/database/invariants'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, OFFERINGS, openWorld, type World } from '../../testing/world/world'
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

test('fourteen days, today included; more where booking opens earlier, sixty at most', async () => {
  await offer({ openDays: 30 })
  expect(await planAhead(world.deps)).toBe(30)
  await offer({ openDays: 400 })
  expect(await planAhead(world.deps)).toBe(30)
  expect((await planned()).length).toBe(60)
  expect((await planned('hp001-talk')).length).toBe(14)
})
test('planned again, nothing happens; a day later, that day comes and no other', async () => {
  const before = await footprint(world.db)
  expect(await planAhead(world.deps)).toBe(0)
  expect(await footprint(world.db)).toEqual(before)
  world.clock.now += DAY
  // Monday 7 December has all six.
  expect(await planAhead(world.deps)).toBe(6)
})
test('after a long sleep it plans from today, and not what is past', async () => {
  world.clock.now = MONDAY_TEN + 40 * DAY
  await planAhead(world.deps)
  const days = new Set((await planned('hp001-talk')).map(({ starts_at }) => moment(starts_at).slice(0, 10)))
  expect(days.has(addDays('2026-11-23', 39))).toBe(false)
  expect(days.has(addDays('2026-11-23', 40))).toBe(true)
})
test('what somebody took away does not come back', async () => {
  await world.db.query(`delete from session where id = 'hp001.talk-2611251400'`)
  expect(await planAhead(world.deps)).toBe(0)
})
test('nothing on a day on which the station is closed, here and nowhere else', async () => {
  await world.db.query(`insert into closure values ('hp001', '2026-12-07', '台风', now(), gen_random_uuid())`)
  world.clock.now += DAY
  await planAhead(world.deps)
  expect(await world.db.query(`select id from session where id like '%-261207%'`)).toEqual([
    { id: 'hp099.lunch-2612071200' },
  ])
})
test('a draw has its hour and the seal of a seed that is its own', async () => {
  await offer({ drawMinutes: 2880 })
  await planAhead(world.deps)
  const rows = await planned()
  // Signing up for those of today and the next two days would be over already.
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
test('a plan made from what an offering was is not written', async () => {
  world.clock.now += DAY
  const ask = world.db.query
  const overtaken: World['db'] = {
    ...world.db,
    query: (async (text: string, params?: readonly unknown[]) => {
      const rows = await ask(text, params)
      if (/from offering o join station/.test(text)) await ask('update offering set revision = revision + 1', [])
      return rows
    }) as World['db']['query'],
  }
  expect(await planAhead({ ...world.deps, db: overtaken })).toBe(0)
  expect(await planAhead(world.deps)).toBe(6)
})
test('what a manager saved stays as it is when the demo is seeded again', async () => {
  const manager = await world.as('manager')
  const mine = { ...(OFFERINGS[0] as Offering), title: '我的讲座' }
  expect((await manager('POST', '/api/stations/hp001/offerings', { offering: mine })).status).toBe(200)
  await seedDistrict(world.deps, { streets: [], stations: [], offerings: OFFERINGS })
  const { body } = await manager('GET', '/api/stations/hp001/offerings')
  expect(body.offerings.find(({ id }: Offering) => id === mine.id)).toEqual(mine)
})
