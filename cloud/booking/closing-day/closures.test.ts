import { addDays, dayOf } from '@core/base/time'
import { lastClosableDay, MAX_CLOSED_DAYS } from '@core/booking/closing-day'
import { footprint } from '../../testing/database/footprint'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const TODAY = dayOf(MONDAY_TEN)
const STATION = { scope: 'station', id: 'hp001' }
const STREET = { scope: 'street', id: '440112012' }
let world: World
let manager: Someone
let district: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  district = await world.as('district')
})
beforeEach(() => resetPlan(world))
afterAll(() => world.close())

const close = (who: Someone, day: string, scope = STATION) =>
  who('POST', '/api/closures', { closing: { scope, day, reason: '台风', act: 'call-off' } })
const closures = async (who: Someone) => (await who('GET', '/api/closures')).body.closures
const closedDays = () =>
  world.db.query(
    `insert into closure (station_id, day, reason, at, by_id)
     select 'hp001', $1::date + n, '维修', now(), gen_random_uuid() from generate_series(1, $2::integer) n`,
    [TODAY, MAX_CLOSED_DAYS],
  )

test('the last day of the published sessions can be closed, and no day after it', async () => {
  const last = lastClosableDay(TODAY)
  expect(last).toBe('2027-01-21')
  expect((await close(manager, last)).status).toBe(200)
  const before = await footprint(world.db)
  const { status, body } = await close(manager, addDays(last, 1))
  expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'closing.day'])
  expect(await footprint(world.db)).toEqual(before)
})

test('a station with as many closed days as there may be gets no more, alone or with its street', async () => {
  await closedDays()
  const another = addDays(TODAY, MAX_CLOSED_DAYS + 1)
  const before = await footprint(world.db)
  for (const [who, scope] of [
    [manager, STATION],
    [district, STREET],
  ] as const) {
    const { status, body } = await close(who, another, scope)
    expect([status, body.refusal, body.most]).toEqual([409, 'closures-full', MAX_CLOSED_DAYS])
  }
  expect(await footprint(world.db)).toEqual(before)
  // One that is closed already is no day more, and days that are over do not count.
  expect((await close(manager, addDays(TODAY, 1))).status).toBe(200)
  await world.db.query(`update closure set day = day - 30 where station_id = 'hp001' and day = $1`, [addDays(TODAY, 2)])
  expect((await close(manager, another)).status).toBe(200)
})

test('closed days are listed from today on, for the places of whoever asks', async () => {
  await close(district, '2026-11-26', STREET)
  await close(manager, '2026-11-24')
  await world.db.query(
    `insert into closure (station_id, day, reason, at, by_id) values ('hp001', '2026-11-22', '旧', now(), $1)`,
    [manager.id],
  )
  const mine = [
    { station: 'hp001', day: '2026-11-24', reason: '台风' },
    { station: 'hp001', day: '2026-11-26', reason: '台风' },
  ]
  expect(await closures(manager)).toEqual(mine)
  expect(await closures(district)).toEqual([...mine, { station: 'hp099', day: '2026-11-26', reason: '台风' }])
  const resident = await world.as('resident')
  expect((await resident('GET', '/api/closures')).status).toBe(404)
})
