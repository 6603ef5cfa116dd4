import { checkDraw, drawOrder, type Entry } from '@core/draw'
import { instant, moment } from '@core/time'
import {
  AT,
  announce,
  atTheHour,
  bookingOf,
  cancel,
  type Everybody,
  everybody,
  NAMES,
  nameOf,
  sealFor,
  seen,
  signUp,
  signUpAll,
  told,
} from '../testing/draw'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { MONDAY_TEN, openWorld, type World } from '../testing/world'
import { drawDue } from './service'

const FIVE = NAMES.map((_, at): Entry => ({ ticket: at + 1, lots: 4, size: 1 }))

let world: World
let who: Everybody
beforeAll(async () => {
  world = await openWorld()
  who = await everybody(world)
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate draw_win')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

describe('a draw', () => {
  test('is known by its hash alone until its hour, and is made then and no sooner', async () => {
    const session = await announce(world, 2)
    await signUpAll(who, session)
    world.clock.now = AT - 1
    await drawDue(world.deps)
    const draw = await seen(who.elder, session)
    expect(draw).toEqual({
      session,
      at: moment(AT),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      entries: [],
      order: [],
      mine: [],
    })
    expect(checkDraw(draw)).toBe('not-yet')
  })

  test('seats the first of the order, tells everybody, and any phone can check it', async () => {
    const session = await announce(world, 2)
    const before = await seen(world.ask, session)
    await signUpAll(who, session)
    await atTheHour(world)
    const draw = await seen(who.member, session)
    expect([checkDraw(draw), draw.hash, draw.mine]).toEqual(['true', before.hash, [3]])
    expect(draw.entries).toEqual(FIVE)
    const found = await Promise.all(draw.order.map((ticket) => bookingOf(who[nameOf(ticket)], session)))
    expect(found.map(({ status, line }) => [status, line?.place])).toEqual([
      ['booked', undefined],
      ['booked', undefined],
      ['waiting', 1],
      ['waiting', 2],
      ['waiting', 3],
    ])
    const ids = draw.order.map((ticket) => who[nameOf(ticket)].id)
    expect((await told(world, session, 'drawn')).sort()).toEqual(ids.slice(0, 2).sort())
    expect((await told(world, session, 'not-drawn')).sort()).toEqual(ids.slice(2).sort())
  })

  test('has no way in from its hour until it is made; then the line goes on behind it', async () => {
    const session = await announce(world, 2)
    await signUpAll(who, session)
    world.clock.now = AT
    const ask = (wait: boolean) =>
      who.manager('POST', '/api/bookings', { session, people: [who.manager.id], wait }, newKey())
    expect((await ask(true)).body.refusal).toBe('draw-on')
    await drawDue(world.deps)
    expect((await ask(false)).body.refusal).toBe('full')
    expect((await ask(true)).body.booking.line.place).toBe(4)
    const { order } = await seen(world.ask, session)
    const first = nameOf(order[0] as number)
    await cancel(who[first], (await bookingOf(who[first], session)).id)
    expect((await bookingOf(who[nameOf(order[2] as number)], session)).status).toBe('booked')
    expect(checkDraw(await seen(who[first], session))).toBe('true')
  })

  test('is without whoever left before', async () => {
    const session = await announce(world, 2)
    const mine = await signUp(who.resident, session)
    await signUp(who.elder, session)
    await cancel(who.resident, mine)
    await atTheHour(world)
    const draw = await seen(who.resident, session)
    expect([checkDraw(draw), draw.order, draw.mine]).toEqual(['true', [1], []])
    expect((await bookingOf(who.elder, session)).status).toBe('booked')
  })

  test('a household that is larger than what is left stays together in the line, and the next who fit are seated', async () => {
    const entries = [1, 3, 1].map((size, at): Entry => ({ ticket: at + 1, lots: 4, size }))
    const session = await announce(
      world,
      3,
      sealFor(world, entries, (order) => order.join() === '1,2,3'),
    )
    await signUp(who.elder, session)
    const family = await signUp(who.resident, session, [who.resident.id, ...who.resident.people])
    await signUp(who.member, session)
    await atTheHour(world)
    const draw = await seen(world.ask, session)
    expect([checkDraw(draw), draw.entries]).toEqual(['true', entries])
    const states = await Promise.all(
      (['elder', 'resident', 'member'] as const).map(async (name) => (await bookingOf(who[name], session)).status),
    )
    expect(states).toEqual(['booked', 'waiting', 'booked'])
    const seats = await world.db.query('select 1 from seat where booking_id = $1 and live and not seated', [family])
    expect(seats).toHaveLength(3)
  })

  test('of nobody is a draw too, and whoever comes after it is seated', async () => {
    const session = await announce(world, 2)
    await atTheHour(world)
    const draw = await seen(world.ask, session)
    expect([checkDraw(draw), draw.order]).toEqual(['true', []])
    const { body } = await who.elder('POST', '/api/bookings', { session, people: [who.elder.id] }, newKey())
    expect(body.booking.status).toBe('booked')
  })

  test('is not made of what was called off, and its seed stays a secret', async () => {
    const session = await announce(world, 2)
    await signUp(who.elder, session)
    await who.manager('POST', `/api/sessions/${session}/call-off`, { reason: '老师病了' })
    await atTheHour(world)
    expect(checkDraw(await seen(world.ask, session))).toBe('not-yet')
    expect((await bookingOf(who.elder, session)).ended).toBe('station')
    expect(await told(world, session, 'not-drawn')).toEqual([])
  })

  test('of a session without one is not to be had', async () => {
    expect((await world.ask('GET', '/api/sessions/hp001.other-2611241400/draw')).status).toBe(404)
    expect((await world.ask('GET', '/api/sessions/hp001.nothing-2611241400/draw')).status).toBe(404)
  })

  test('is not announced without its seal', async () => {
    const unsealed = world.db.query('update session set draw_at = now() where id = $1', ['hp001.other-2611241400'])
    await expect(unsealed).rejects.toMatchObject({ constraint: 'session_sealed' })
  })
})

const FEWER_LOTS = FIVE.map((entry) => (entry.ticket === 2 ? { ...entry, lots: 1 } : entry))
test.each([
  ['the order', 'draw', 'drawn = array(select t from unnest(drawn) with ordinality u(t, nth) order by nth desc)'],
  ['the lots of one', 'draw', `entries = replace(entries::text, '"ticket":2,"lots":4', '"ticket":2,"lots":1')::json`],
  [
    'who was in it',
    'draw',
    `entries = (select json_agg(e) from json_array_elements(entries) e where e->>'ticket' <> '5')`,
  ],
  ['the seed', 'session', 'draw_seed = reverse(draw_seed)'],
] as const)('%s, changed in the database, is noticed by the phone', async (_, table, change) => {
  // Once in 120 another list comes out in the same order, and nobody is wronged.
  const seal = sealFor(world, FIVE, (order, seed) => order.join() !== drawOrder(seed, FEWER_LOTS).join())
  const session = await announce(world, 2, seal)
  await signUpAll(who, session)
  await atTheHour(world)
  expect(checkDraw(await seen(world.ask, session))).toBe('true')
  const key = table === 'draw' ? 'session_id' : 'id'
  const [kept] = await world.db.query<{ entries: unknown }>('select entries from draw where session_id = $1', [session])
  await world.db.query(`update ${table} set ${change} where station_id = 'hp001' and ${key} = $1`, [session])
  expect(checkDraw(await seen(world.ask, session))).toBe(table === 'draw' ? 'other-order' : 'other-seed')
  await world.db.query('update draw set entries = $2 where session_id = $1', [session, JSON.stringify(kept?.entries)])
})

test('a session that began undrawn is not drawn any more', async () => {
  const session = await announce(world, 2)
  await signUp(who.elder, session)
  world.clock.now = instant((await bookingOf(who.elder, session)).startsAt)
  await drawDue(world.deps)
  expect(checkDraw(await seen(world.ask, session))).toBe('not-yet')
})
