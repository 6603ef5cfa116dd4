import type { Pass } from '@core/attendance/pass'
import { DAY, HOUR, instant, MINUTE, moment, startOfDay } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  arrivals,
  book,
  checkIn,
  enableCheckInCodes,
  HERE,
  LUNCH,
  north,
  paperOf,
  SMALL,
  START,
  screenOf,
  TALK,
  whyOf,
} from '../../testing/world/check-in-codes'
import { packOf } from '../../testing/world/phone'
import { clearBookings } from '../../testing/world/reset'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { CHILD, MOTHER, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'

let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await enableCheckInCodes(world)
})
beforeEach(() => {
  world.clock.now = START - 30 * MINUTE
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

describe('a self check-in', () => {
  test('accepts the code on a screen without a location', async () => {
    const { id } = await book(world, resident, TALK, [resident.id, CHILD])
    const { status, body } = await checkIn(resident, { code: (await screenOf(world, manager))() })
    expect(status).toBe(200)
    expect(body).toEqual({
      session: TALK,
      title: '讲座',
      stationName: '综合体',
      startsAt: moment(START),
      endsAt: moment(START + HOUR),
      parties: [{ booking: id, names: ['林晓梅', '小宝'], seats: 2, at: moment(START - 30 * MINUTE) }],
    })
    expect(await arrivals(world)).toEqual([{ n: 2, means: 'screen' }])
  })
  test('accepts the code on paper within 200 metres', async () => {
    await book(world, resident)
    expect((await checkIn(resident, { code: await paperOf(manager), spot: north(199) })).status).toBe(200)
    expect(await arrivals(world)).toEqual([{ n: 1, means: 'wall' }])
  })
  test('counts once, at its first time, when repeated with both codes and concurrently', async () => {
    const { id } = await book(world, resident)
    const screen = await screenOf(world, manager)
    const first = (await checkIn(resident, { code: screen() })).body
    world.clock.now += 5 * MINUTE
    for (const body of [
      { code: screen() },
      { code: await paperOf(manager), spot: HERE },
      { code: screen(), booking: id },
    ])
      expect((await checkIn(resident, body)).body).toEqual(first)
    await Promise.all(Array.from({ length: 8 }, () => checkIn(resident, { code: screen() })))
    expect(await arrivals(world)).toEqual([{ n: 1, means: 'screen' }])
    expect(await world.db.query('select 1 from scan')).toHaveLength(1)
  })
  test('is shown in the roster, and counts as the use of the pass', async () => {
    const { id } = await book(world, resident)
    const pass: Pass = (await resident('GET', `/api/bookings/${id}/pass`)).body.pass
    await checkIn(resident, { code: (await screenOf(world, manager))() })
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect(body.roster[0].came).toEqual({ at: moment(world.clock.now), means: 'screen', again: 0 })
    world.clock.now += MINUTE
    const scans = scansSentAt(world.clock.now, [{ pass: passShownAt(pass, world.clock.now) }])
    expect((await manager('POST', '/api/attendance', scans)).body.answers[0].verdict).toBe('already')
    expect((await resident('POST', `/api/bookings/${id}/cancel?late=1`)).body.refusal).toBe('came-already')
  })
  test('after a scan by a manager returns the time of that scan', async () => {
    const { id } = await book(world, resident)
    await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: id }]))
    const since = moment(world.clock.now)
    world.clock.now += MINUTE
    expect((await checkIn(resident, { code: (await screenOf(world, manager))() })).body.parties[0].at).toBe(since)
    expect(await arrivals(world)).toEqual([{ n: 1, means: 'hand' }])
  })
  test('accepts a seat booked by somebody else, and names nobody outside the household', async () => {
    const { id } = await book(world, resident, TALK, [resident.id, CHILD])
    await world.db.query('update seat set person_id = $1 where person_id = $2', [elder.id, CHILD])
    const { body } = await checkIn(elder, { code: (await screenOf(world, manager))() })
    expect(body.parties).toEqual([{ booking: id, names: ['陈伯安'], seats: 2, at: moment(world.clock.now) }])
    await world.db.query('update seat set person_id = $1 where person_id = $2', [CHILD, elder.id])
    await world.db.query('update attendance set person_id = $1 where person_id = $2', [CHILD, elder.id])
  })
  test('with several bookings returns the choice, and records only the chosen one', async () => {
    const [mine, childs] = [await book(world, resident, TALK), await book(world, resident, TALK, [CHILD])]
    const code = (await screenOf(world, manager))()
    const choice = await checkIn(resident, { code })
    expect(choice.body.parties.map((group: { at?: string }) => group.at)).toEqual([undefined, undefined])
    expect(await arrivals(world)).toEqual([])
    const { body } = await checkIn(resident, { code, booking: childs.id })
    expect(body.parties).toEqual([
      { booking: mine.id, names: ['林晓梅'], seats: 1 },
      { booking: childs.id, names: ['小宝'], seats: 1, at: moment(world.clock.now) },
    ])
    // A repeated call without a choice records nobody else.
    expect((await checkIn(resident, { code })).body).toEqual(body)
    expect(await arrivals(world)).toEqual([{ n: 1, means: 'screen' }])
  })
  test('ignores a booking of another session in the request', async () => {
    const other = await book(world, resident, SMALL)
    const { id } = await book(world, resident)
    const { body } = await checkIn(resident, { code: (await screenOf(world, manager))(), booking: other.id })
    expect(body.parties).toMatchObject([{ booking: id, at: expect.any(String) }])
  })
  test('omits a name that was erased meanwhile and still counts the seat', async () => {
    await book(world, resident, TALK, [resident.id, MOTHER])
    await world.db.query(`update person set name = '' where id = $1`, [MOTHER])
    const { body } = await checkIn(resident, { code: (await screenOf(world, manager))() })
    await world.db.query(`update person set name = '陈秀兰' where id = $1`, [MOTHER])
    expect(body.parties[0]).toMatchObject({ names: ['林晓梅'], seats: 2 })
  })
})

test('a screen goes on after midnight without a network, to the end of a session that began before it', async () => {
  const midnight = startOfDay('2026-11-24')
  const setTimes = (startsAt: number, endsAt: number) =>
    world.db.query('update session set starts_at = $1, ends_at = $2 where id = $3', [
      moment(startsAt),
      moment(endsAt),
      TALK,
    ])
  await setTimes(midnight - 2 * HOUR, midnight + 2 * HOUR)
  const { id } = await book(world, resident)
  world.clock.now = midnight - MINUTE
  const [screen, key] = [await screenOf(world, manager), await keyOf(TALK)]
  expect(whyOf(await checkIn(elder, { code: screen() }))).toBe('not-booked-here')
  world.clock.now = midnight + MINUTE
  expect((await checkIn(resident, { code: screen() })).body.parties).toMatchObject([
    { booking: id, at: moment(world.clock.now) },
  ])
  // The answer names its own day: screens of before fetch again at midnight, and get the same key.
  const { body } = await manager('GET', `/api/sessions/${TALK}/wall`)
  expect([body.day, body.screenKey]).toEqual(['2026-11-24', key])
  world.clock.now = midnight + 2 * HOUR
  expect(whyOf(await checkIn(resident, { code: screen() }))).toBe('not-now')
  world.clock.now = midnight + DAY
  expect(whyOf(await checkIn(resident, { code: screen() }))).toBe('forged')
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
  await setTimes(START, START + HOUR)
})

const keyOf = async (session: string) =>
  (await manager('GET', `/api/sessions/${session}/wall`)).body.screenKey as string

describe('the keys of check-in codes', () => {
  test('are returned to the managers of the station; others get 404', async () => {
    const path = `/api/sessions/${TALK}/wall`
    const { body } = await manager('GET', path)
    expect(Object.keys(body).sort()).toEqual(['day', 'paper', 'screenKey', 'session', 'stationName'])
    expect(body.day).toBe('2026-11-23')
    for (const [who, of] of [
      [resident, TALK],
      [elder, TALK],
      [manager, LUNCH],
      [manager, 'hp001.none'],
    ] as const)
      expect((await who('GET', `/api/sessions/${of}/wall`)).status).toBe(404)
    expect((await world.ask('GET', path)).status).toBe(401)
    expect((await world.ask('POST', '/api/check-in', { code: body.paper })).status).toBe(401)
  })
  test('differ from the keys of passes, and by session and day', async () => {
    const today = await keyOf(TALK)
    const { keys } = await packOf(manager)
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.map(({ day }) => day)).not.toContain(today)
    expect(await keyOf('hp001.talk-2611241400')).not.toBe(today)
    world.clock.now += DAY
    expect(await keyOf(TALK)).not.toBe(today)
  })
  test('are marked where the location of the station is approximate', async () => {
    const station = STATIONS[0]
    await world.db.query('update station set about = $1 where id = $2', [
      JSON.stringify({ ...station, approximate: true }),
      'hp001',
    ])
    expect((await manager('GET', `/api/sessions/${TALK}/wall`)).body.approximate).toBe(true)
    await world.db.query('update station set about = $1 where id = $2', [JSON.stringify(station), 'hp001'])
  })
})

test('a booking says whether self check-in is possible, when made and when listed', async () => {
  expect((await book(world, resident)).wall).toBe(true)
  expect((await book(world, resident, SMALL, [CHILD])).wall).toBeUndefined()
  const { body } = await resident('GET', '/api/bookings')
  expect(body.bookings.map(({ session, wall }: { session: string; wall?: true }) => [session, wall])).toEqual([
    [SMALL, undefined],
    [TALK, true],
  ])
  expect(instant(body.bookings[0].startsAt)).toBeGreaterThan(START)
})
