import { DAY, HOUR, MINUTE, startOfDay } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611241400'
/** Two seats, today. */
const SMALL = 'hp001.small-2611231600'
const JUDGED = startOfDay('2026-11-24') + 15 * MINUTE
let world: World
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const wardOf = async (who: Someone) =>
  (await who('POST', '/api/people', { name: '冯阿婆', relation: 'ward' })).body.person
const book = (who: Someone, people: string[], session = TALK, more: object = {}) =>
  who('POST', '/api/bookings', { session, people, ...more }, newIdempotencyKey())

describe('a booking by proxy', () => {
  test('belongs to the worker, names the ward, and is listed apart from their own bookings', async () => {
    const { id } = await wardOf(manager)
    const { status, body } = await book(manager, [id])
    expect([status, body.booking.proxy, body.booking.people]).toEqual([
      201,
      true,
      [{ id, name: '冯阿婆', came: false }],
    ])
    const own = (await book(manager, [manager.id], 'hp001.talk-2611251400')).body.booking
    expect(own).not.toHaveProperty('proxy')
    const listed = async (query: string) =>
      (await manager('GET', `/api/bookings${query}`)).body.bookings.map((one: { id: string }) => one.id)
    expect(await listed('')).toEqual([own.id])
    expect(await listed('?wards=1')).toEqual([own.id, body.booking.id])
    expect(await listed(`?wards=1&session=${TALK}`)).toEqual([body.booking.id])
    expect(await listed(`?session=${TALK}`)).toEqual([])
    expect((await manager('GET', '/api/bookings?wards=yes')).status).toBe(400)

    const one = `/api/bookings/${body.booking.id}`
    expect((await manager('GET', one)).body).toEqual(body)
    expect((await manager('GET', `${one}/pass`)).body.pass.code).toBe(body.booking.code)
    expect((await manager('GET', `${one}/calendar`)).status).toBe(200)
    for (const path of [one, `${one}/pass`]) expect((await resident('GET', path)).status).toBe(404)
    // The worker's calendar has only their own bookings.
    const { path } = (await manager('POST', '/api/calendar')).body
    expect((await world.ask('GET', path)).text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect((await manager('POST', `${one}/cancel`)).body.booking).toMatchObject({ status: 'cancelled', proxy: true })
  })
  test('with a seat for the worker counts as the worker’s own booking', async () => {
    const { id } = await wardOf(manager)
    const { booking } = (await book(manager, [manager.id, id])).body
    expect(booking).not.toHaveProperty('proxy')
    expect((await manager('GET', '/api/bookings')).body.bookings).toHaveLength(1)
  })
  test('repeated with the same key gets the same answer', async () => {
    const { id } = await wardOf(manager)
    const [key, request] = [newIdempotencyKey(), { session: TALK, people: [id] }]
    const first = await manager('POST', '/api/bookings', request, key)
    expect((await manager('POST', '/api/bookings', request, key)).text).toBe(first.text)
  })
  test('is refused for a ward already booked or busy, and takes no time of the worker', async () => {
    const { id } = await wardOf(manager)
    await book(manager, [id])
    expect((await book(manager, [id])).body).toMatchObject({ refusal: 'already-booked', names: '冯阿婆' })
    expect((await book(manager, [id], 'hp001.other-2611241400')).body).toMatchObject({ refusal: 'overlap' })
    // The worker has no seat in it.
    expect((await book(manager, [manager.id])).status).toBe(201)
  })
  test('joins the waitlist, and the worker is notified of a free seat', async () => {
    const { id } = await wardOf(manager)
    const { booking } = (await book(resident, resident.people.concat(resident.id).slice(0, 2), SMALL)).body
    expect((await book(manager, [id], SMALL)).body).toMatchObject({ refusal: 'full', left: 0 })
    const waiting = (await book(manager, [id], SMALL, { wait: true })).body.booking
    expect([waiting.status, waiting.line.place, waiting.proxy]).toEqual(['waiting', 1, true])
    await resident('POST', `/api/bookings/${booking.id}/cancel`)
    const { notices } = (await manager('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ booking: waiting.id, kind: 'offered' })
    expect((await manager('POST', `/api/bookings/${waiting.id}/accept`)).body.booking.status).toBe('booked')
  })
  test('answers 404 to others, and to the worker once their role has ended', async () => {
    const { id } = await wardOf(manager)
    expect((await book(resident, [id])).status).toBe(404)
    expect((await book(await world.as('district'), [id])).status).toBe(404)
    await world.db.query('delete from role where person_id = $1', [manager.id])
    expect((await book(manager, [id])).status).toBe(404)
    expect((await manager('GET', '/api/wards')).status).toBe(404)
  })
  test('causes no reminder on the day before', async () => {
    const { id } = await wardOf(manager)
    await book(manager, [id])
    await book(resident, [resident.id])
    world.clock.now = MONDAY_TEN + 9 * HOUR
    await runJobs(world.deps)
    const kinds = await world.db.query(`select person_id as id from notice where kind = 'tomorrow'`)
    expect(kinds).toEqual([{ id: resident.id }])
  })
})

describe('strikes for bookings by proxy:', () => {
  const strikesOf = async (who: Someone) => (await who('GET', '/api/strikes')).body.strikes
  const countStrikes = async () => (await world.db.query('select 1 from strike')).length
  test('none for absence, late cancellation, or a ward removed before judging', async () => {
    const [one, other, third] = [await wardOf(manager), await wardOf(manager), await wardOf(manager)]
    await book(manager, [one.id], SMALL)
    const late = (await book(manager, [other.id], SMALL)).body.booking
    await book(manager, [third.id], 'hp001.talk-2611231400')
    world.clock.now = MONDAY_TEN + 4.5 * HOUR
    expect((await manager('POST', `/api/bookings/${late.id}/cancel?late=1`)).status).toBe(200)
    world.clock.now = MONDAY_TEN + 12 * HOUR
    expect((await manager('DELETE', `/api/people/${third.id}`)).status).toBe(200)
    world.clock.now = JUDGED
    await runJobs(world.deps)
    expect(await countStrikes()).toBe(0)
  })
  test('none for arriving after the grace period', async () => {
    await world.db.query(`update offering set about = about || '{"lateMinutes": 5}' where id = 'hp001-small'`)
    const { id } = await wardOf(manager)
    const { booking } = (await book(manager, [id], SMALL)).body
    world.clock.now = MONDAY_TEN + 6 * HOUR + 10 * MINUTE
    await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: booking.id, seq: 1 }]))
    expect((await manager('GET', `/api/sessions/${SMALL}/roster`)).body.roster[0].came.late).toBe(true)
    world.clock.now = JUDGED
    await runJobs(world.deps)
    expect(await countStrikes()).toBe(0)
    await world.db.query(`update offering set about = about - 'lateMinutes' where id = 'hp001-small'`)
  })
  test('one for a worker who had an unused seat in it', async () => {
    const { id } = await wardOf(manager)
    await book(manager, [manager.id, id], SMALL)
    world.clock.now = JUDGED
    await runJobs(world.deps)
    expect(await strikesOf(manager)).toHaveLength(1)
  })
  test('the worker’s own strikes pause their own bookings, not those for wards only', async () => {
    for (const session of [SMALL, 'hp001.talk-2611231400', 'hp001.small-2611241600'])
      await book(manager, [manager.id], session)
    world.clock.now = JUDGED + DAY
    await runJobs(world.deps)
    const { id } = await wardOf(manager)
    const session = 'hp001.talk-2611251400'
    expect((await book(manager, [manager.id], session)).body.refusal).toBe('paused')
    expect((await book(manager, [manager.id, id], session)).body.refusal).toBe('paused')
    expect((await book(manager, [id], session)).status).toBe(201)
  })
})

test('the roster shows the masked booker, only where somebody else booked', async () => {
  const { id } = await wardOf(manager)
  const child = resident.people[0] as string
  await book(manager, [id])
  world.clock.now += MINUTE
  await book(resident, [resident.id, child])
  const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
  expect(roster.map(({ name, by }: { name: string; by?: string }) => [name, by])).toEqual([
    ['冯*婆', '梁*'],
    ['林*梅', undefined],
    ['小*', '林*梅'],
  ])
})
