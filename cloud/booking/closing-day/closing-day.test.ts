import { instant } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { resetPlan } from '../../testing/world/reset-plan'
import { CHILD, openWorld, type Someone, type World } from '../../testing/world/world'
import { book, close, DAY, findSession, noticesOf, SMALL, TALK } from './closing-day-test-setup'

let world: World
let manager: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  resident = await world.as('resident')
  elder = await world.as('elder')
})
beforeEach(() => resetPlan(world))
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

test('calling off notifies every booker of the reason and frees everybody’s time', async () => {
  await book(resident, TALK)
  await book(elder, TALK)
  const { status, body } = await close(world, manager, 'call-off')
  expect([status, body.told]).toEqual([200, 2])
  expect(body.sessions).toHaveLength(5)
  expect(body.sessions.find((one: { session: string }) => one.session === TALK)).toEqual({
    session: TALK,
    station: 'hp001',
    title: '讲座',
    startsAt: '2026-11-24T06:00:00.000Z',
    booked: 2,
    waiting: 0,
    outcome: 'called-off',
  })
  expect(await findSession(world, TALK)).toMatchObject({ status: 'called-off', reason: '台风' })
  expect(await findSession(world, 'hp099.lunch-2611241200')).toMatchObject({ status: 'open' })
  expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
    { status: 'cancelled', reason: '台风' },
  ])
  expect(await noticesOf(world, elder.id, 'called-off')).toEqual([{ session_id: TALK, detail: { reason: '台风' } }])
  expect(await world.db.query('select 1 from person_time')).toEqual([])
})

test('a preview returns the result of closing and changes nothing', async () => {
  await book(resident, TALK, [resident.id, CHILD])
  await book(elder, SMALL)
  for (const act of ['move', 'call-off'] as const) {
    const before = await footprint(world.db)
    const previewed = await close(world, manager, act, { preview: true })
    expect([previewed.status, previewed.body.told]).toEqual([200, 2])
    expect(await footprint(world.db)).toEqual(before)
    expect(await world.db.query('select * from closure')).toEqual([])
    if (act === 'move') expect((await close(world, manager, act, { preview: true })).body).toEqual(previewed.body)
  }
  const previewed = await close(world, manager, 'move', { preview: true })
  const done = await close(world, manager, 'move')
  const outcome = (to?: string) => (to ? 'moved' : 'called-off')
  const { sessions, told } = previewed.body
  expect(done.body).toEqual({
    sessions: sessions.map((one: { to?: string }) => ({ ...one, outcome: outcome(one.to) })),
    told,
  })
})
test('closing a closed day again changes nothing', async () => {
  await book(resident, TALK)
  await close(world, manager, 'move')
  const before = await footprint(world.db)
  const again = await close(world, manager, 'move', { reason: '另一个原因' })
  expect(again.body).toEqual({ sessions: [], told: 0 })
  expect((await close(world, manager, 'call-off')).body).toEqual({ sessions: [], told: 0 })
  expect(await footprint(world.db)).toEqual(before)
})
test('a session that has begun is not called off', async () => {
  world.clock.now = instant('2026-11-24T06:00:00.000Z')
  await close(world, manager, 'call-off')
  expect(await findSession(world, TALK)).toMatchObject({ status: 'open' })
  expect(await findSession(world, SMALL)).toMatchObject({ status: 'called-off' })
})
test('the closure is in the station pack, and no session is planned on that day', async () => {
  await close(world, manager, 'call-off')
  world.clock.now += 61_000
  const { body } = await world.ask('GET', '/api/stations')
  expect(body.closures).toEqual([{ station: 'hp001', day: DAY, reason: '台风' }])
  const offering = (await manager('GET', '/api/stations/hp001/offerings')).body.offerings.find(
    ({ id }: { id: string }) => id === 'hp001-talk',
  )
  const saved = await manager('POST', '/api/stations/hp001/offerings', {
    offering: { ...offering, templates: [{ ...offering.templates[0], at: '15:00' }] },
  })
  expect(saved.body.added).toBe(13)
})
