import { DAY, HOUR, instant, startOfDay } from '@core/base/time'
import { createApp } from '../../runtime/app'
import { findViolations, footprint } from '../../testing/database/invariants'
import { intercepted } from '../../testing/faults/fault-injection'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const OTHER = 'hp001.other-2611231400'
const SMALL = 'hp001.small-2611231600'
const STUDY = 'hp001.study-2611231900'
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

test('a resident books for herself and her child', async () => {
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

test("my bookings are what I booked, the latest start first, and nobody else's", async () => {
  const first = (await book(TALK)).body.booking
  const second = (await book(CARE, [CHILD])).body.booking
  expect((await resident('GET', '/api/bookings')).body).toEqual({ bookings: [second, first] })
  const elder = await world.as('elder')
  expect((await elder('GET', '/api/bookings')).body).toEqual({ bookings: [] })
})

describe('is refused', () => {
  /** Refused as told, and nothing has moved but the kept answer. */
  const expectRefused = async (asked: ReturnType<typeof book>, why: object) => {
    const before = await footprint(world.db)
    const answer = await asked
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 409,
      body: { code: 'refused', message: expect.stringMatching(/\S/), requestId: expect.any(String), ...why },
    })
    const { idempotency: _kept, ...after } = await footprint(world.db)
    expect(before).toMatchObject(after)
  }

  test('when full: all of them or none, and told what is left', async () => {
    await world.db.query('update session set capacity = 2 where id = $1', [SMALL])
    await (await world.as('elder'))(
      'POST',
      '/api/bookings',
      { session: SMALL, people: ['00000000-0000-4000-8000-000000000002'] },
      newIdempotencyKey(),
    )
    await expectRefused(book(SMALL, [resident.id, CHILD]), { refusal: 'full', left: 1 })
    await book(SMALL, [MOTHER])
    await expectRefused(book(SMALL), { refusal: 'full', left: 0 })
  })
  test('when called off', async () => {
    await world.db.query(`update session set status = 'called-off' where id = $1`, [TALK])
    expect(await left(TALK)).toBe(0)
    await expectRefused(book(TALK), { refusal: 'called-off' })
  })
  test('from its start on', async () => {
    world.clock.now = instant('2026-11-23T05:59:59.999Z')
    expect((await book(TALK)).status).toBe(201)
    world.clock.now = instant('2026-11-23T06:00:00.000Z')
    await expectRefused(book(TALK, [CHILD]), { refusal: 'started' })
  })
  test('before booking opens', async () => {
    await world.db.query(`update offering set about = jsonb_set(about, '{openDays}', '1') where id = 'hp001-talk'`)
    const opensAt = '2026-11-23T16:00:00.000Z'
    await expectRefused(book('hp001.talk-2611251400'), { refusal: 'not-open-yet', opensAt })
    world.clock.now = instant(opensAt)
    expect((await book('hp001.talk-2611251400')).status).toBe(201)
  })
  test('for more people than the offering takes at once', async () => {
    await world.db.query(`update offering set about = jsonb_set(about, '{people}', '2') where id = 'hp001-other'`)
    await expectRefused(book(OTHER, [resident.id, CHILD, MOTHER]), { refusal: 'too-many', most: 2 })
  })
  test('for whom it is booked already, named', async () => {
    await book(TALK, [CHILD])
    await expectRefused(book(TALK, [resident.id, CHILD]), { refusal: 'already-booked', names: '小宝' })
  })
  test('for who is elsewhere at that time, at whatever station', async () => {
    await book(TALK, [CHILD])
    await expectRefused(book(OTHER, [resident.id, CHILD]), { refusal: 'overlap', names: '小宝' })
    await world.db.query(
      `update session set starts_at = '2026-11-23T06:30Z', ends_at = '2026-11-23T07:30Z' where id = 'hp099.lunch-2611241200'`,
    )
    await expectRefused(book('hp099.lunch-2611241200', [CHILD]), { refusal: 'overlap', names: '小宝' })
  })
  test('one after the other is no overlap', async () => {
    await world.db.query(
      `update session set starts_at = '2026-11-23T07:00Z', ends_at = '2026-11-23T08:00Z' where id = $1`,
      [SMALL],
    )
    const both = [await book(TALK), await book(SMALL)]
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    for (const { body } of both) await resident('POST', `/api/bookings/${body.booking.id}/cancel`)
    await world.db.query(
      `update session set starts_at = '2026-11-23T08:00Z', ends_at = '2026-11-23T08:30Z' where id = $1`,
      [SMALL],
    )
  })
  test('for who is too young, too old, or of unknown age', async () => {
    await expectRefused(book(CARE), { refusal: 'too-old', names: '林晓梅', toAge: 8 })
    const joined = (born: object) =>
      resident('POST', '/api/people', { name: '小贝', relation: 'child', consent: true, ...born })
    const baby = (await joined({ born: '2026-01' })).body.person.id
    await expectRefused(book(CARE, [baby]), { refusal: 'too-young', names: '小贝', fromAge: 3 })
    const unknown = (await joined({})).body.person.id
    await expectRefused(book(CARE, [unknown]), { refusal: 'age-unknown', names: '小贝' })
  })
  test.each([
    ['member', 'only-members'],
    ['veteran', 'only-veterans'],
    ['worker', 'only-workers'],
    ['enterprise', 'only-enterprises'],
  ])('for who is no %s', async (only, refusal) => {
    await world.db.query(`update offering set about = jsonb_set(about, '{audience}', $1) where id = 'hp001-study'`, [
      JSON.stringify({ only }),
    ])
    await expectRefused(book(STUDY, [MOTHER]), { refusal, names: '陈秀兰' })
  })
  test('in the language asked for', async () => {
    await book(TALK)
    const asked = (language: string) =>
      resident(
        'POST',
        '/api/bookings',
        { session: TALK, people: [resident.id] },
        { ...newIdempotencyKey(), 'accept-language': language },
      )
    expect((await asked('en-GB,en;q=0.9')).body.message).toBe('Already booked for this one: 林晓梅.')
    expect((await asked('zh-HK')).body.message).toMatch(/已經/)
    expect((await asked('fr')).body.message).toMatch(/已经/)
  })
})

describe('what is not there', () => {
  test.each([
    ['a session of no station', 'hp404.talk-2611231400'],
    ['a session of another day', 'hp001.talk-2011231400'],
  ])('%s', async (_what, session) => {
    const before = await footprint(world.db)
    expect((await book(session)).body).toMatchObject({ code: 'not-found' })
    expect(await footprint(world.db)).toEqual(before)
  })
  test("somebody else's child looks like nobody's", async () => {
    const elder = await world.as('elder')
    const ask = async (person: string) => {
      const { status, body } = await elder(
        'POST',
        '/api/bookings',
        { session: TALK, people: [elder.id, person] },
        newIdempotencyKey(),
      )
      return { status, body: { ...body, requestId: '' } }
    }
    expect(await ask(CHILD)).toEqual(await ask('00000000-0000-4000-8000-0000000000ff'))
    expect((await ask(CHILD)).status).toBe(404)
    expect(await left(TALK)).toBe(10)
  })
})

test('the seed plans fourteen days, today included', async () => {
  const last = startOfDay('2026-11-23') + 13 * DAY + 14 * HOUR
  const { body } = await world.ask('GET', '/api/sessions?station=hp001&from=2026-11-23&to=2026-12-31')
  const starts = body.sessions
    .filter((one: { offering: string }) => one.offering === 'hp001-talk')
    .map((one: { startsAt: string }) => instant(one.startsAt))
  expect(starts).toHaveLength(14)
  expect(Math.max(...starts)).toBe(last)
})

test('moved between the look and the booking, the answer tells the time it has now', async () => {
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

test('figures that are taken are drawn anew, and whoever drew them keeps their place', async () => {
  let drawn = 0
  const random = (bytes: number) => (bytes === 5 && ++drawn <= 2 ? new Uint8Array(5) : world.deps.random(bytes))
  const app = createApp({ ...world.deps, random })
  const ask = async (persona: string, id: string) => {
    const { token } = (await world.ask('POST', '/api/login', { persona })).body
    return () =>
      app.request('/api/bookings', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...newIdempotencyKey() },
        body: JSON.stringify({ session: TALK, people: [id] }),
      })
  }
  const all = [
    await ask('resident', resident.id),
    await ask('elder', '00000000-0000-4000-8000-000000000002'),
    await ask('member', '00000000-0000-4000-8000-000000000003'),
  ]
  const answers = await Promise.all((await Promise.all(all.map((book) => book()))).map((one) => one.json()))
  const [first, second, third] = answers.map(({ booking }) => booking)
  expect(first.code).toBe('00000000')
  expect(new Set([first.code, second.code, third.code]).size).toBe(3)
  expect([second.version, third.version]).toEqual([first.version + 1, first.version + 2])
})
