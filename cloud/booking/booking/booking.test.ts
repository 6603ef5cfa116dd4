import { DAY, HOUR, instant, startOfDay } from '@core/base/time'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { intercepted } from '../../testing/faults/fault-injection'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const SMALL = 'hp001.small-2611231600'
const CARE = 'hp001.care-2611240900'

let world: World
let resident: Someone
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await clearBookings(world)
})
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const book = (session: string, people: string[] = [resident.id]) =>
  resident('POST', '/api/bookings', { session, people }, newIdempotencyKey())
const left = async (session: string) => (await world.ask('GET', `/api/sessions/${session}`)).body.session.left

test('a booking for a resident and a child takes two seats and returns all its data', async () => {
  const { status, body, headers } = await book(TALK, [resident.id, CHILD])
  expect(status).toBe(201)
  expect(headers.get('content-type')).toMatch(/json/)
  expect(body.booking).toEqual({
    id: expect.stringMatching(/^hp001\.[0-9a-hjkmnp-tv-z]{22}$/),
    status: 'booked',
    version: 2,
    session: TALK,
    title: '讲座',
    stationName: '综合体',
    phone: '020-82000001',
    startsAt: '2026-11-23T06:00:00.000Z',
    endsAt: '2026-11-23T07:00:00.000Z',
    cancelUntil: '2026-11-23T04:00:00.000Z',
    people: [
      { id: resident.id, name: '林晓梅', came: false },
      { id: CHILD, name: '小宝', came: false },
    ],
    code: expect.stringMatching(/^\d{8}$/),
    bookedAt: '2026-11-23T02:00:00.000Z',
  })
  expect(await left(TALK)).toBe(8)
})

test('lists only the caller’s own bookings, latest start first', async () => {
  const first = (await book(TALK)).body.booking
  const second = (await book(CARE, [CHILD])).body.booking
  expect((await resident('GET', '/api/bookings')).body).toEqual({ bookings: [second, first] })
  const elder = await world.as('elder')
  expect((await elder('GET', '/api/bookings')).body).toEqual({ bookings: [] })
})

describe('an unknown id answers 404:', () => {
  test.each([
    ['a session of an unknown station', 'hp404.talk-2611231400'],
    ['a session on a day without one', 'hp001.talk-2011231400'],
  ])('%s', async (_what, session) => {
    const before = await footprint(world.db)
    expect((await book(session)).body).toMatchObject({ code: 'not-found' })
    expect(await footprint(world.db)).toEqual(before)
  })
  test('somebody else’s child, with the same answer as an unknown person', async () => {
    const elder = await world.as('elder')
    const bookWith = async (person: string) => {
      const { status, body } = await elder(
        'POST',
        '/api/bookings',
        { session: TALK, people: [elder.id, person] },
        newIdempotencyKey(),
      )
      return { status, body: { ...body, requestId: '' } }
    }
    expect(await bookWith(CHILD)).toEqual(await bookWith('00000000-0000-4000-8000-0000000000ff'))
    expect((await bookWith(CHILD)).status).toBe(404)
    expect(await left(TALK)).toBe(10)
  })
})

test('sessions are planned for fourteen days, today included', async () => {
  const last = startOfDay('2026-11-23') + 13 * DAY + 14 * HOUR
  const { body } = await world.ask('GET', '/api/sessions?station=hp001&from=2026-11-23&to=2026-12-31')
  const starts = body.sessions
    .filter((one: { offering: string }) => one.offering === 'hp001-talk')
    .map((one: { startsAt: string }) => instant(one.startsAt))
  expect(starts).toHaveLength(14)
  expect(Math.max(...starts)).toBe(last)
})

test('a session moved between read and booking is answered with its current time', async () => {
  let moved = false
  const db = intercepted(world.db, /from book\(/, async (ask, text, params) => {
    if (!moved)
      await ask(
        `update session set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = '${SMALL}'`,
      )
    moved = true
    return ask(text, params)
  })
  const app = createApp({ ...world.deps, db })
  const { token } = (await world.ask('POST', '/api/login', { persona: 'resident' })).body
  const response = await app.request('/api/bookings', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...newIdempotencyKey() },
    body: JSON.stringify({ session: SMALL, people: [resident.id] }),
  })
  const { booking } = await response.json()
  expect([response.status, booking.startsAt]).toEqual([201, '2026-11-24T08:00:00.000Z'])
  await resident('POST', `/api/bookings/${booking.id}/cancel`)
  await world.db.query(
    `update session set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day' where id = '${SMALL}'`,
  )
})

test('a booking whose door code is taken gets another code and keeps its place in the order', async () => {
  let codes = 0
  const random = (bytes: number) => (bytes === 5 && ++codes <= 2 ? new Uint8Array(5) : world.deps.random(bytes))
  const app = createApp({ ...world.deps, random })
  const bookingBy = async (persona: string, id: string) => {
    const { token } = (await world.ask('POST', '/api/login', { persona })).body
    return () =>
      app.request('/api/bookings', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...newIdempotencyKey() },
        body: JSON.stringify({ session: TALK, people: [id] }),
      })
  }
  const all = [
    await bookingBy('resident', resident.id),
    await bookingBy('elder', '00000000-0000-4000-8000-000000000002'),
    await bookingBy('member', '00000000-0000-4000-8000-000000000003'),
  ]
  const answers = await Promise.all((await Promise.all(all.map((book) => book()))).map((one) => one.json()))
  const [first, second, third] = answers.map(({ booking }) => booking)
  expect(first.code).toBe('00000000')
  expect(new Set([first.code, second.code, third.code]).size).toBe(3)
  expect([second.version, third.version]).toEqual([first.version + 1, first.version + 2])
})
