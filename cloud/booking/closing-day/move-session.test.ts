import { checkPass, type PassCheck } from '@core/attendance/pass'
import { instant } from '@core/base/time'
import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../testing/database/invariants'
import { intercepted } from '../../testing/faults/fault-injection'
import { resetPlan } from '../../testing/world/reset-plan'
import { passShownAt } from '../../testing/world/scans'
import { CHILD, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import { book, close, DAY, findSession, noticesOf, SMALL, TALK } from './closing-day-test-setup'
import { closeDay } from './service'

const OTHER = 'hp001.other-2611241400'
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

const became = (body: { sessions: { session: string; to?: string }[] }) =>
  Object.fromEntries(body.sessions.map(({ session, to }) => [session, to ?? null]))
/** Only the small session of the day is at the same clock free elsewhere: the others come every day. */
const alone = () =>
  world.db.query(`delete from session where offering_id in ('hp001-talk', 'hp001-other') and id <> all ($1)`, [
    [TALK, OTHER],
  ])

describe('moved', () => {
  test('to the same clock of the first free day, with everybody', async () => {
    await alone()
    const booking = await book(resident, TALK, [resident.id, CHILD])
    const { body } = await close(manager, 'move')
    expect(became(body)[TALK]).toBe('2026-11-25T06:00:00.000Z')
    expect(body.told).toBe(1)
    expect(await findSession(world, TALK)).toMatchObject({
      status: 'open',
      startsAt: '2026-11-25T06:00:00.000Z',
      endsAt: '2026-11-25T07:00:00.000Z',
      movedFrom: '2026-11-24T06:00:00.000Z',
      reason: '台风',
      left: 8,
    })
    expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
      { id: booking.id, status: 'booked', askedFrom: '2026-11-24T06:00:00.000Z', reason: '台风' },
    ])
    const told = { was: expect.any(String), reason: '台风' }
    const [notice] = await noticesOf(world, resident.id, 'moved')
    expect(notice).toEqual({ session_id: TALK, detail: told })
    expect(instant(notice?.detail.was ?? '')).toBe(instant('2026-11-24T06:00:00.000Z'))
  })
  test('the pass of the old time is no longer good, the new one is', async () => {
    await alone()
    const { id } = await book(resident, TALK)
    const passOf = async () => (await resident('GET', `/api/bookings/${id}/pass`)).body.pass
    const keyOf = await createPassKeys(world.deps).finder()
    const { now } = world.clock
    const saidBy = (checked: PassCheck) => (checked.ok ? checked.payload : undefined)
    const before = saidBy(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    await close(manager, 'move')
    const after = saidBy(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    expect(after).toMatchObject({
      generation: (before?.generation ?? 0) + 1,
      startsAt: instant('2026-11-25T06:00:00.000Z'),
    })
  })
  test('silence loses nothing; a yes is a yes, and a no gives the seat back', async () => {
    await alone()
    const mine = await book(resident, TALK)
    const theirs = await book(elder, TALK)
    await close(manager, 'move')
    expect((await findSession(world, TALK)).left).toBe(8)
    const { body } = await resident('POST', `/api/bookings/${mine.id}/accept`)
    expect([body.booking.status, body.booking.askedFrom]).toEqual(['booked', undefined])
    expect((await elder('POST', `/api/bookings/${theirs.id}/cancel`)).status).toBe(200)
    expect((await findSession(world, TALK)).left).toBe(9)
  })
  test('past whatever somebody seated has elsewhere', async () => {
    await alone()
    await book(resident, TALK, [resident.id, CHILD])
    await world.db.query(
      `update session set starts_at = '2026-11-25T06:30Z', ends_at = '2026-11-25T07:30Z' where id = 'hp099.lunch-2612011200'`,
    )
    await book(resident, 'hp099.lunch-2612011200', [CHILD])
    expect(became((await close(manager, 'move')).body)[TALK]).toBe('2026-11-26T06:00:00.000Z')
  })
  test('to another hour, where the same one never is free', async () => {
    // Talks come every day at two, so this one goes to tomorrow's free quarter hour that is nearest to two.
    await book(resident, TALK)
    expect(became((await close(manager, 'move')).body)[TALK]).toBe('2026-11-25T05:00:00.000Z')
    expect(await findSession(world, 'hp001.talk-2611251400')).toMatchObject({ startsAt: '2026-11-25T06:00:00.000Z' })
  })
  test('two for whom one person is booked do not meet', async () => {
    await alone()
    await world.db.query(
      `update session set starts_at = '2026-11-24T05:00Z', ends_at = '2026-11-24T06:00Z' where id = $1`,
      [OTHER],
    )
    await book(resident, TALK)
    await book(resident, OTHER)
    // Tomorrow at one it is elsewhere: the other talk has to look further.
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T05:00Z', '2026-11-25T05:30Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close(manager, 'move', { preview: true })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
    expect(became(body)).toMatchObject({ [TALK]: '2026-11-25T06:00:00.000Z', [OTHER]: '2026-11-26T05:00:00.000Z' })
  })
  test('those who wait keep their place, and are told', async () => {
    await alone()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    await book(elder, TALK)
    await book(resident, TALK, [resident.id], true)
    const { body } = await close(manager, 'move')
    expect(body.told).toBe(2)
    expect(body.sessions.find((one: { session: string }) => one.session === TALK)).toMatchObject({
      booked: 1,
      waiting: 1,
    })
    expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
      { status: 'waiting', line: { place: 1 } },
    ])
    expect(await noticesOf(world, resident.id, 'moved')).toHaveLength(1)
  })
  test('past what somebody books while it is looked for', async () => {
    await alone()
    await book(resident, TALK)
    // As soon as everybody's times are read, one of them is elsewhere at the time that will be chosen.
    const db = intercepted(world.db, /lower\(t\.during\)/, async (ask, text, params) => {
      const rows = await ask(text, params)
      await ask(
        `insert into person_time values ($1, $1, tstzrange('2026-11-25T06:00Z', '2026-11-25T07:00Z'), 'hp099', 'hp099.x')
         on conflict do nothing`,
        [resident.id],
      )
      return rows
    })
    const stations = STATIONS.filter(({ id }) => id === 'hp001')
    const closing = { day: DAY, reason: '台风', act: 'move' as const, by: manager.id }
    const { sessions } = await closeDay({ ...world.deps, db }, stations, closing, false)
    expect(became({ sessions })[TALK]).toBe('2026-11-26T06:00:00.000Z')
    expect(await noticesOf(world, resident.id, 'moved')).toHaveLength(1)
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('called off where no time is free', async () => {
    await book(resident, SMALL)
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T00:00Z', '2026-12-20T00:00Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close(manager, 'move')
    expect(became(body)[SMALL]).toBeNull()
    expect(await findSession(world, SMALL)).toMatchObject({ status: 'called-off', reason: '台风' })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('a draw moves along', async () => {
    await alone()
    await world.db.query(
      `update session set draw_at = '2026-11-24T04:00Z', draw_seed = 'a', draw_hash = 'b' where id = $1`,
      [TALK],
    )
    await close(manager, 'move')
    expect((await findSession(world, TALK)).draw).toEqual({ at: '2026-11-25T04:00:00.000Z', done: false })
  })
  test('an offer is still one, and lapses as any other', async () => {
    await alone()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    const first = await book(elder, TALK)
    const mine = await book(resident, TALK, [resident.id], true)
    world.clock.now = instant('2026-11-23T07:00:00.000Z')
    await elder('POST', `/api/bookings/${first.id}/cancel`)
    await close(manager, 'move')
    const [booking] = (await resident('GET', '/api/bookings')).body.bookings
    expect(booking).toMatchObject({ id: mine.id, status: 'offered', askedFrom: '2026-11-24T06:00:00.000Z' })
    world.clock.now = instant(booking.offerUntil)
    expect((await resident('POST', `/api/bookings/${mine.id}/accept`)).body.refusal).toBe('offer-over')
  })
})
