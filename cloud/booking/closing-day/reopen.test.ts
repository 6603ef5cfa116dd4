import { instant } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { OFFERINGS, openWorld, type Someone, type World } from '../../testing/world/world'
import {
  ask,
  book,
  close,
  DAY,
  findSession,
  finish,
  noticesOf,
  progressOf,
  SMALL,
  TALK,
} from './closing-day-test-setup'

let world: World
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  resident = await world.as('resident')
})
beforeEach(() => resetPlan(world))
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const reopen = (who = manager, day = DAY) =>
  who('POST', '/api/reopenings', { closing: { scope: { scope: 'station', id: 'hp001' }, day } })
const closedDays = async () => (await manager('GET', '/api/closures')).body.closures

test('what the closure called off can be booked again; nobody is booked again, and they are told', async () => {
  const booking = await book(resident, TALK)
  await close(world, manager, 'call-off')
  const { status, body } = await reopen()
  expect([status, body]).toEqual([200, { restored: 5, told: 1 }])
  expect(await closedDays()).toEqual([])
  expect(await findSession(world, TALK)).toMatchObject({
    status: 'open',
    left: 10,
    startsAt: '2026-11-24T06:00:00.000Z',
  })
  expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
    { id: booking.id, status: 'cancelled' },
  ])
  expect(await noticesOf(world, resident.id, 'reopened')).toEqual([{ session_id: TALK, detail: null }])
  const again = { session: TALK, people: [resident.id] }
  expect((await resident('POST', '/api/bookings', again, newIdempotencyKey())).status).toBe(201)
})

test('a moved session stays where it is, with its bookings', async () => {
  const { id } = await book(resident, TALK)
  await close(world, manager, 'move')
  const moved = await findSession(world, TALK)
  expect((await reopen()).body).toEqual({ restored: 0, told: 0 })
  expect(await findSession(world, TALK)).toEqual(moved)
  expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([{ id, status: 'booked' }])
})

test('sessions that wait in the closing keep their time and bookings', async () => {
  await book(resident, TALK)
  const { id } = (await ask(manager, 'call-off')).body
  await reopen()
  const { sessions, told } = await finish(world.deps, manager, id)
  expect(new Set(sessions.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['left']))
  expect(told).toBe(0)
  expect(await findSession(world, TALK)).toMatchObject({ status: 'open', left: 9 })
})

test('a session called off for another reason, or that has begun, is not restored', async () => {
  await manager('POST', `/api/sessions/${SMALL}/call-off`, { reason: '老师病了' })
  await close(world, manager, 'call-off')
  world.clock.now = instant('2026-11-24T06:00:00.000Z')
  expect((await reopen()).body).toEqual({ restored: 1, told: 0 })
  expect(await findSession(world, SMALL)).toMatchObject({ status: 'called-off', reason: '老师病了' })
  expect(await findSession(world, TALK)).toMatchObject({ status: 'called-off' })
  expect(await findSession(world, 'hp001.study-2611241900')).toMatchObject({ status: 'open' })
})

test('a session is not restored over another one of its offering', async () => {
  await close(world, manager, 'call-off')
  await world.db.query(
    `update session set starts_at = '2026-11-24T06:30Z', ends_at = '2026-11-24T07:30Z' where id = 'hp001.talk-2611251400'`,
  )
  expect((await reopen()).body.restored).toBe(4)
  expect(await findSession(world, TALK)).toMatchObject({ status: 'called-off' })
})

test('sessions that were never planned because of the closure are planned', async () => {
  const far = '2026-12-20'
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: far, reason: '维修', act: 'call-off' }
  expect((await manager('POST', '/api/closures', { closing })).body).toEqual({ sessions: [], told: 0 })
  const offering = { ...OFFERINGS[0], openDays: 40 }
  await manager('POST', '/api/stations/hp001/offerings', { offering })
  const onDay = () =>
    world.db.query(`select id from session where starts_at >= '2026-12-19T16:00Z' and starts_at < '2026-12-20T16:00Z'`)
  expect(await onDay()).toEqual([])
  await reopen(manager, far)
  expect(await onDay()).toEqual([{ id: 'hp001.talk-2612201400' }])
})

test('closed, reopened, called off by hand and closed again: only what the last closure called off comes back', async () => {
  await close(world, manager, 'call-off')
  await reopen()
  await manager('POST', `/api/sessions/${TALK}/call-off`, { reason: '老师病了' })
  const { id } = (await ask(manager, 'call-off')).body
  await finish(world.deps, manager, id)
  expect((await reopen()).body).toEqual({ restored: 4, told: 0 })
  expect(await findSession(world, TALK)).toMatchObject({ status: 'called-off', reason: '老师病了' })
  expect((await progressOf(manager, id)).sessions[0].outcome).toBe('reopened')
})

test('a day that is not closed, or is over, is left alone', async () => {
  const before = await footprint(world.db)
  expect((await reopen()).body).toEqual({ restored: 0, told: 0 })
  expect((await reopen(manager, '2026-11-22')).body).toMatchObject({ code: 'bad-input', where: 'closing.day' })
  expect((await reopen(resident)).status).toBe(404)
  expect(await footprint(world.db)).toEqual(before)
})
