import { checkPass, type PassCheck } from '@core/attendance/pass'
import { instant, moment } from '@core/base/time'
import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../runtime/invariants/find-violations'
import { intercepted } from '../../testing/faults/fault-injection'
import { resetPlan } from '../../testing/world/reset-plan'
import { passShownAt } from '../../testing/world/scans'
import { CHILD, openWorld, type Someone, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import { ask, book, close, findSession, finish, noticesOf, SMALL, TALK } from './closing-day-test-setup'

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

const newStarts = (body: { sessions: { session: string; to?: string }[] }) =>
  Object.fromEntries(body.sessions.map(({ session, to }) => [session, to ?? null]))
/** Leaves one session of each daily offering; with the others, no day would be free at the same clock. */
const deleteOtherDays = () =>
  world.db.query(`delete from session where offering_id in ('hp001-talk', 'hp001-other') and id <> all ($1)`, [
    [TALK, OTHER],
  ])

describe('moving', () => {
  test('a session moves with its bookings to the same clock on the first free day', async () => {
    await deleteOtherDays()
    const booking = await book(resident, TALK, [resident.id, CHILD])
    const { body } = await close(world, manager, 'move')
    expect(newStarts(body)[TALK]).toBe('2026-11-25T06:00:00.000Z')
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
    const detail = { was: expect.any(String), reason: '台风' }
    const [notice] = await noticesOf(world, resident.id, 'moved')
    expect(notice).toEqual({ session_id: TALK, detail })
    expect(instant(notice?.detail.was ?? '')).toBe(instant('2026-11-24T06:00:00.000Z'))
  })
  test('an answer to a time that has moved again is refused with the newer one', async () => {
    await deleteOtherDays()
    const { id } = await book(resident, TALK)
    await close(world, manager, 'move')
    const move = `select outcome from move_session('hp001', $1, '2026-11-25T06:00Z', '2026-11-26T06:00Z', $2, $3, '台风')`
    await world.db.query(move, [TALK, manager.id, moment(world.clock.now)])
    const accept = (startsAt: string) => resident('POST', `/api/bookings/${id}/accept?startsAt=${startsAt}`)
    const again = '2026-11-26T06:00:00.000Z'
    const early = await accept('2026-11-25T06:00:00.000Z')
    expect([early.status, early.body]).toEqual([
      409,
      expect.objectContaining({ refusal: 'moved-again', startsAt: again }),
    ])
    expect((await resident('GET', `/api/bookings/${id}`)).body.booking.askedFrom).toBe('2026-11-24T06:00:00.000Z')
    const { booking } = (await accept(again)).body
    expect([booking.startsAt, booking.askedFrom]).toEqual([again, undefined])
  })
  test('the pass of a moved booking has a new generation and the new time', async () => {
    await deleteOtherDays()
    const { id } = await book(resident, TALK)
    const passOf = async () => (await resident('GET', `/api/bookings/${id}/pass`)).body.pass
    const keyOf = await createPassKeys(world.deps).finder()
    const { now } = world.clock
    const payloadOf = (checked: PassCheck) => (checked.ok ? checked.payload : undefined)
    const before = payloadOf(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    await close(world, manager, 'move')
    const after = payloadOf(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    expect(after).toMatchObject({
      generation: (before?.generation ?? 0) + 1,
      startsAt: instant('2026-11-25T06:00:00.000Z'),
    })
  })
  test('no answer keeps the seat, accepting confirms it, and cancelling frees it', async () => {
    await deleteOtherDays()
    const mine = await book(resident, TALK)
    const theirs = await book(elder, TALK)
    await close(world, manager, 'move')
    expect((await findSession(world, TALK)).left).toBe(8)
    const { body } = await resident('POST', `/api/bookings/${mine.id}/accept`)
    expect([body.booking.status, body.booking.askedFrom]).toEqual(['booked', undefined])
    expect((await elder('POST', `/api/bookings/${theirs.id}/cancel`)).status).toBe(200)
    expect((await findSession(world, TALK)).left).toBe(9)
  })
  test('a time at which somebody seated is busy elsewhere is skipped', async () => {
    await deleteOtherDays()
    await book(resident, TALK, [resident.id, CHILD])
    await world.db.query(
      `update session set starts_at = '2026-11-25T06:30Z', ends_at = '2026-11-25T07:30Z' where id = 'hp099.lunch-2612011200'`,
    )
    await book(resident, 'hp099.lunch-2612011200', [CHILD])
    expect(newStarts((await close(world, manager, 'move')).body)[TALK]).toBe('2026-11-26T06:00:00.000Z')
  })
  test('another clock is chosen where the same one is never free', async () => {
    // Talks come every day at two, so this one goes to tomorrow's free quarter hour that is nearest to two.
    await book(resident, TALK)
    expect(newStarts((await close(world, manager, 'move')).body)[TALK]).toBe('2026-11-25T05:00:00.000Z')
    expect(await findSession(world, 'hp001.talk-2611251400')).toMatchObject({ startsAt: '2026-11-25T06:00:00.000Z' })
  })
  test('two moved sessions with the same person do not overlap', async () => {
    await deleteOtherDays()
    await world.db.query(
      `update session set starts_at = '2026-11-24T05:00Z', ends_at = '2026-11-24T06:00Z' where id = $1`,
      [OTHER],
    )
    await book(resident, TALK)
    await book(resident, OTHER)
    // The person is busy tomorrow at one, so OTHER moves a day further.
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T05:00Z', '2026-11-25T05:30Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close(world, manager, 'move', { preview: true })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
    expect(newStarts(body)).toMatchObject({ [TALK]: '2026-11-25T06:00:00.000Z', [OTHER]: '2026-11-26T05:00:00.000Z' })
  })
  test('a waiting booking keeps its place and is notified', async () => {
    await deleteOtherDays()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    await book(elder, TALK)
    await book(resident, TALK, [resident.id], true)
    const { body } = await close(world, manager, 'move')
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
  test('a time that somebody books during the search is skipped', async () => {
    await deleteOtherDays()
    await book(resident, TALK)
    // Once the busy times are read, one person becomes busy at the time that will be chosen.
    const db = intercepted(world.db, /lower\(t\.during\)/, async (ask, text, params) => {
      const rows = await ask(text, params)
      await ask(
        `insert into person_time values ($1, $1, tstzrange('2026-11-25T06:00Z', '2026-11-25T07:00Z'), 'hp099', 'hp099.x')
         on conflict do nothing`,
        [resident.id],
      )
      return rows
    })
    const { id } = (await ask(manager, 'move')).body
    const done = await finish({ ...world.deps, db }, manager, id)
    expect(newStarts(done)[TALK]).toBe('2026-11-26T06:00:00.000Z')
    expect(await noticesOf(world, resident.id, 'moved')).toHaveLength(1)
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('a session without a free time is called off', async () => {
    await book(resident, SMALL)
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T00:00Z', '2026-12-20T00:00Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close(world, manager, 'move')
    expect(newStarts(body)[SMALL]).toBeNull()
    expect(await findSession(world, SMALL)).toMatchObject({ status: 'called-off', reason: '台风' })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('a draw moves with its session', async () => {
    await deleteOtherDays()
    await world.db.query(
      `update session set draw_at = '2026-11-24T04:00Z', draw_seed = 'a', draw_hash = 'b' where id = $1`,
      [TALK],
    )
    await close(world, manager, 'move')
    expect((await findSession(world, TALK)).draw).toEqual({ at: '2026-11-25T04:00:00.000Z', done: false })
  })
  test('an offer stays an offer and expires at its deadline', async () => {
    await deleteOtherDays()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    const first = await book(elder, TALK)
    const mine = await book(resident, TALK, [resident.id], true)
    world.clock.now = instant('2026-11-23T07:00:00.000Z')
    await elder('POST', `/api/bookings/${first.id}/cancel`)
    await close(world, manager, 'move')
    const [booking] = (await resident('GET', '/api/bookings')).body.bookings
    expect(booking).toMatchObject({ id: mine.id, status: 'offered', askedFrom: '2026-11-24T06:00:00.000Z' })
    world.clock.now = instant(booking.offerUntil)
    expect((await resident('POST', `/api/bookings/${mine.id}/accept`)).body.refusal).toBe('offer-over')
  })
})
