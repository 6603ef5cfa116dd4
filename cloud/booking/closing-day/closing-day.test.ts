import { checkPass, type PassCheck } from '@core/attendance/pass'
import { instant } from '@core/base/time'
import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations, footprint } from '../../testing/database/invariants'
import { intercepted } from '../../testing/faults/fault-injection'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { passShownAt } from '../../testing/world/scans'
import { CHILD, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import { closeDay } from './service'

const DAY = '2026-11-24'
const TALK = 'hp001.talk-2611241400'
const OTHER = 'hp001.other-2611241400'
const SMALL = 'hp001.small-2611241600'
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

type More = { reason?: string; preview?: true }
const close = (act: 'move' | 'call-off', { preview, reason = '台风' }: More = {}) => {
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: DAY, reason, act }
  return manager('POST', '/api/closures', { closing, ...(preview ? { preview } : {}) })
}
const book = async (session: string, ask: Someone = resident, people = [ask.id], wait = false) =>
  (await ask('POST', '/api/bookings', { session, people, wait }, newIdempotencyKey())).body.booking
const session = async (id: string) => (await world.ask('GET', `/api/sessions/${id}`)).body.session
const became = (body: { sessions: { session: string; to?: string }[] }) =>
  Object.fromEntries(body.sessions.map(({ session, to }) => [session, to ?? null]))
const notices = (person: string, kind: string) =>
  world.db.query<{ session_id: string; detail: { was?: string; reason: string } }>(
    'select session_id, detail from notice where person_id = $1 and kind = $2 order by id',
    [person, kind],
  )
/** Only the small session of the day is at the same clock free elsewhere: the others come every day. */
const alone = () =>
  world.db.query(`delete from session where offering_id in ('hp001-talk', 'hp001-other') and id <> all ($1)`, [
    [TALK, OTHER],
  ])

test('called off: everybody is told why, and has their time back', async () => {
  await book(TALK)
  await book(TALK, elder)
  const { status, body } = await close('call-off')
  expect([status, body.told]).toEqual([200, 2])
  expect(body.sessions).toHaveLength(5)
  expect(body.sessions.find((one: { session: string }) => one.session === TALK)).toEqual({
    session: TALK,
    station: 'hp001',
    title: '讲座',
    startsAt: '2026-11-24T06:00:00.000Z',
    booked: 2,
    waiting: 0,
  })
  expect(await session(TALK)).toMatchObject({ status: 'called-off', reason: '台风' })
  expect(await session('hp099.lunch-2611241200')).toMatchObject({ status: 'open' })
  expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
    { status: 'cancelled', reason: '台风' },
  ])
  expect(await notices(elder.id, 'called-off')).toEqual([{ session_id: TALK, detail: { reason: '台风' } }])
  expect(await world.db.query('select 1 from person_time')).toEqual([])
})

describe('moved', () => {
  test('to the same clock of the first free day, with everybody', async () => {
    await alone()
    const booking = await book(TALK, resident, [resident.id, CHILD])
    const { body } = await close('move')
    expect(became(body)[TALK]).toBe('2026-11-25T06:00:00.000Z')
    expect(body.told).toBe(1)
    expect(await session(TALK)).toMatchObject({
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
    const [notice] = await notices(resident.id, 'moved')
    expect(notice).toEqual({ session_id: TALK, detail: told })
    expect(instant(notice?.detail.was ?? '')).toBe(instant('2026-11-24T06:00:00.000Z'))
  })
  test('the pass of the old time is no longer good, the new one is', async () => {
    await alone()
    const { id } = await book(TALK)
    const passOf = async () => (await resident('GET', `/api/bookings/${id}/pass`)).body.pass
    const keyOf = await createPassKeys(world.deps).finder()
    const { now } = world.clock
    const saidBy = (checked: PassCheck) => (checked.ok ? checked.payload : undefined)
    const before = saidBy(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    await close('move')
    const after = saidBy(checkPass(passShownAt(await passOf(), now), keyOf, now, crypto))
    expect(after).toMatchObject({
      generation: (before?.generation ?? 0) + 1,
      startsAt: instant('2026-11-25T06:00:00.000Z'),
    })
  })
  test('silence loses nothing; a yes is a yes, and a no gives the seat back', async () => {
    await alone()
    const mine = await book(TALK)
    const theirs = await book(TALK, elder)
    await close('move')
    expect((await session(TALK)).left).toBe(8)
    const { body } = await resident('POST', `/api/bookings/${mine.id}/accept`)
    expect([body.booking.status, body.booking.askedFrom]).toEqual(['booked', undefined])
    expect((await elder('POST', `/api/bookings/${theirs.id}/cancel`)).status).toBe(200)
    expect((await session(TALK)).left).toBe(9)
  })
  test('past whatever somebody seated has elsewhere', async () => {
    await alone()
    await book(TALK, resident, [resident.id, CHILD])
    await world.db.query(
      `update session set starts_at = '2026-11-25T06:30Z', ends_at = '2026-11-25T07:30Z' where id = 'hp099.lunch-2612011200'`,
    )
    await book('hp099.lunch-2612011200', resident, [CHILD])
    expect(became((await close('move')).body)[TALK]).toBe('2026-11-26T06:00:00.000Z')
  })
  test('to another hour, where the same one never is free', async () => {
    // Talks come every day at two, so this one goes to tomorrow's free quarter hour that is nearest to two.
    await book(TALK)
    expect(became((await close('move')).body)[TALK]).toBe('2026-11-25T05:00:00.000Z')
    expect(await session('hp001.talk-2611251400')).toMatchObject({ startsAt: '2026-11-25T06:00:00.000Z' })
  })
  test('two for whom one person is booked do not meet', async () => {
    await alone()
    await world.db.query(
      `update session set starts_at = '2026-11-24T05:00Z', ends_at = '2026-11-24T06:00Z' where id = $1`,
      [OTHER],
    )
    await book(TALK)
    await book(OTHER)
    // Tomorrow at one it is elsewhere: the other talk has to look further.
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T05:00Z', '2026-11-25T05:30Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close('move', { preview: true })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
    expect(became(body)).toMatchObject({ [TALK]: '2026-11-25T06:00:00.000Z', [OTHER]: '2026-11-26T05:00:00.000Z' })
  })
  test('those who wait keep their place, and are told', async () => {
    await alone()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    await book(TALK, elder)
    await book(TALK, resident, [resident.id], true)
    const { body } = await close('move')
    expect(body.told).toBe(2)
    expect(body.sessions.find((one: { session: string }) => one.session === TALK)).toMatchObject({
      booked: 1,
      waiting: 1,
    })
    expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
      { status: 'waiting', line: { place: 1 } },
    ])
    expect(await notices(resident.id, 'moved')).toHaveLength(1)
  })
  test('past what somebody books while it is looked for', async () => {
    await alone()
    await book(TALK)
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
    expect(await notices(resident.id, 'moved')).toHaveLength(1)
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('called off where no time is free', async () => {
    await book(SMALL)
    await world.db.query(
      `insert into person_time values ($1, $1, tstzrange('2026-11-25T00:00Z', '2026-12-20T00:00Z'), 'hp099', 'hp099.x')`,
      [resident.id],
    )
    const { body } = await close('move')
    expect(became(body)[SMALL]).toBeNull()
    expect(await session(SMALL)).toMatchObject({ status: 'called-off', reason: '台风' })
    await world.db.query(`delete from person_time where booking_id = 'hp099.x'`)
  })
  test('a draw moves along', async () => {
    await alone()
    await world.db.query(
      `update session set draw_at = '2026-11-24T04:00Z', draw_seed = 'a', draw_hash = 'b' where id = $1`,
      [TALK],
    )
    await close('move')
    expect((await session(TALK)).draw).toEqual({ at: '2026-11-25T04:00:00.000Z', done: false })
  })
  test('an offer is still one, and lapses as any other', async () => {
    await alone()
    await world.db.query('update session set capacity = 1 where id = $1', [TALK])
    const first = await book(TALK, elder)
    const mine = await book(TALK, resident, [resident.id], true)
    world.clock.now = instant('2026-11-23T07:00:00.000Z')
    await elder('POST', `/api/bookings/${first.id}/cancel`)
    await close('move')
    const [booking] = (await resident('GET', '/api/bookings')).body.bookings
    expect(booking).toMatchObject({ id: mine.id, status: 'offered', askedFrom: '2026-11-24T06:00:00.000Z' })
    world.clock.now = instant(booking.offerUntil)
    expect((await resident('POST', `/api/bookings/${mine.id}/accept`)).body.refusal).toBe('offer-over')
  })
})

test('a preview says what would be, and changes nothing', async () => {
  await book(TALK, resident, [resident.id, CHILD])
  await book(SMALL, elder)
  for (const act of ['move', 'call-off'] as const) {
    const before = await footprint(world.db)
    const foreseen = await close(act, { preview: true })
    expect([foreseen.status, foreseen.body.told]).toEqual([200, 2])
    expect(await footprint(world.db)).toEqual(before)
    expect(await world.db.query('select * from closure')).toEqual([])
    if (act === 'move') expect((await close(act, { preview: true })).body).toEqual(foreseen.body)
  }
  const foreseen = await close('move', { preview: true })
  expect((await close('move')).body).toEqual(foreseen.body)
})
test('closed twice, it is closed once', async () => {
  await book(TALK)
  await close('move')
  const before = await footprint(world.db)
  const again = await close('move', { reason: '另一个原因' })
  expect(again.body).toEqual({ sessions: [], told: 0 })
  expect((await close('call-off')).body).toEqual({ sessions: [], told: 0 })
  expect(await footprint(world.db)).toEqual(before)
})
test('what has begun goes on', async () => {
  world.clock.now = instant('2026-11-24T06:00:00.000Z')
  await close('call-off')
  expect(await session(TALK)).toMatchObject({ status: 'open' })
  expect(await session(SMALL)).toMatchObject({ status: 'called-off' })
})
test('phones hear of it with the pack, and nothing is offered on that day any more', async () => {
  await close('call-off')
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
