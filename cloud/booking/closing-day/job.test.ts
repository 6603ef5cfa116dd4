import { MINUTE } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { intercepted } from '../../testing/faults/fault-injection'
import { resetPlan } from '../../testing/world/reset-plan'
import { openWorld, type Someone, type World } from '../../testing/world/world'
import { ask, book, DAY, findSession, finish, noticesOf, progressOf, SMALL, TALK } from './closing-day-test-setup'
import { claimClosing } from './closing-queries'
import { continueClosing } from './job'

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

const closings = async () => (await manager('GET', '/api/closures')).body.closings
const outcomes = (sessions: { session: string; outcome?: string }[]) =>
  Object.fromEntries(sessions.map(({ session, outcome }) => [session, outcome]))

test('the request answers what will happen and leaves the sessions to the job, which says how far it is', async () => {
  await book(resident, TALK)
  const preview = (await ask(manager, 'move', { preview: true })).body
  const { id, ...foreseen } = (await ask(manager, 'move')).body
  expect(foreseen).toEqual(preview)
  expect(await findSession(world, TALK)).toMatchObject({ startsAt: '2026-11-24T06:00:00.000Z' })
  const begun = { id, scope: { scope: 'station', id: 'hp001' }, day: DAY, reason: '台风', act: 'move', sessions: 5 }
  expect(await closings()).toEqual([expect.objectContaining({ ...begun, done: 0, told: 0, ended: false })])
  // The day is closed already: nobody may open it again by planning.
  expect(await world.db.query('select 1 from closure')).toHaveLength(1)
  await finish(world.deps, manager, id)
  expect(await closings()).toEqual([])
  expect((await progressOf(manager, id)).closing).toMatchObject({ ...begun, done: 5, told: 1, ended: true })
  expect(await noticesOf(world, resident.id, 'moved')).toHaveLength(1)
})

test('closing the day again while the job is at it adds nothing', async () => {
  const { id } = (await ask(manager, 'move')).body
  expect((await ask(manager, 'call-off')).body).toEqual({ sessions: [], told: 0 })
  const { sessions } = await finish(world.deps, manager, id)
  expect(new Set(Object.values(outcomes(sessions)))).toEqual(new Set(['moved']))
})

test('a closing whose process has died is taken over after a while, not before', async () => {
  const { id } = (await ask(manager, 'call-off')).body
  const { now } = world.clock
  await claimClosing(world.db, now, now + MINUTE)
  await continueClosing(world.deps)
  expect((await progressOf(manager, id)).closing.done).toBe(0)
  world.clock.now = now + MINUTE
  await finish(world.deps, manager, id)
  expect((await progressOf(manager, id)).closing).toMatchObject({ done: 5, ended: true })
})

test('a session that somebody has changed, called off or removed since is left as it is', async () => {
  await book(resident, SMALL)
  const { id } = (await ask(manager, 'call-off')).body
  await manager('POST', `/api/sessions/${SMALL}/call-off`, { reason: '老师病了' })
  await world.db.query('delete from session where id = $1', ['hp001.study-2611241900'])
  const moved = `update session set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = $1`
  await world.db.query(moved, ['hp001.care-2611240900'])
  const { sessions, told } = await finish(world.deps, manager, id)
  expect(outcomes(sessions)).toEqual({
    [SMALL]: 'left',
    'hp001.study-2611241900': 'left',
    'hp001.care-2611240900': 'left',
    [TALK]: 'called-off',
    'hp001.other-2611241400': 'called-off',
  })
  expect(told).toBe(0)
  expect(await findSession(world, SMALL)).toMatchObject({ reason: '老师病了' })
})

test('a session that fails does not stop the others, and is tried again', async () => {
  const { id } = (await ask(manager, 'call-off')).body
  let failing = true
  const db = intercepted(world.db, /select close_session/, (query, text, params) => {
    if (failing && params?.[2] === TALK) throw new Error('a fault')
    return query(text, params)
  })
  await expect(continueClosing({ ...world.deps, db })).rejects.toThrow('a fault')
  expect((await progressOf(manager, id)).closing).toMatchObject({ done: 4, ended: false })
  failing = false
  await continueClosing({ ...world.deps, db })
  expect((await progressOf(manager, id)).closing).toMatchObject({ done: 5, ended: true })
})
