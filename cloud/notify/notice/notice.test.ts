import { DAY, HOUR, moment } from '@core/base/time'
import { sayNotice } from '@core/notify/notice-text'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

/** Two seats, from 16:00 to 16:30 on Tuesday. */
const SMALL = 'hp001.small-2611241600'
let world: World
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  elder = await world.as('elder')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = async (who: Someone, more: object = {}) =>
  (await who('POST', '/api/bookings', { session: SMALL, people: [who.id], ...more }, newIdempotencyKey())).body.booking
const fetchNotices = async (who: World['ask']) => (await who('GET', '/api/notices')).body
const kinds = async (who: World['ask']) =>
  (await fetchNotices(who)).notices.map((notice: { kind: string }) => notice.kind)

test('a notice has the current data of its session; one’s own action is read at once', async () => {
  await book(resident, { people: [resident.id, resident.people[1]] })
  world.clock.now += HOUR
  const { id } = await book(elder, { wait: true })
  const { notices, unread } = await fetchNotices(elder)
  expect(notices).toEqual([
    {
      id: expect.any(Number),
      kind: 'waiting',
      at: moment(MONDAY_TEN + HOUR),
      // People have seen what they did themselves.
      read: true,
      session: SMALL,
      booking: id,
      title: '小场',
      stationName: '综合体',
      startsAt: '2026-11-24T08:00:00.000Z',
      endsAt: '2026-11-24T08:30:00.000Z',
    },
  ])
  expect(unread).toBe(0)
})

test('an offer has its deadline and is unread until the person reads up to it', async () => {
  const { id } = await book(resident, { people: [resident.id, resident.people[1]] })
  await book(elder, { wait: true })
  world.clock.now += 7 * HOUR
  await resident('POST', `/api/bookings/${id}/cancel`)
  const { notices, unread } = await fetchNotices(elder)
  expect([notices[0].kind, notices[0].until, notices[0].read, unread]).toEqual([
    'offered',
    moment(MONDAY_TEN + 9 * HOUR),
    false,
    1,
  ])
  expect(sayNotice('zh-hans', notices[0])).toBe('有名额了：小场，11月24日 16:00。请在 11月23日 19:00 前点“接受”。')
  const read = (upTo: number) => elder('POST', '/api/notices/read', { upTo })
  expect((await read(notices[0].id - 1)).body).toEqual({ unread: 1 })
  expect((await read(notices[0].id)).body).toEqual({ unread: 0 })
  expect((await fetchNotices(elder)).notices[0].read).toBe(true)
})

test('nobody reads or marks the notices of somebody else', async () => {
  await book(resident)
  await world.db.query('update notice set read_at = null')
  await elder('POST', '/api/notices/read', { upTo: Number.MAX_SAFE_INTEGER })
  expect(await fetchNotices(elder)).toEqual({ notices: [], unread: 0 })
  expect((await fetchNotices(resident)).unread).toBe(1)
})

test('the inbox has the newest 200 notices at most', async () => {
  const { id } = await book(resident)
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id, booking_id)
     select $1, 'accepted', $2, 'hp001', $3, $4 from generate_series(1, 201)`,
    [resident.id, moment(MONDAY_TEN), SMALL, id],
  )
  const { notices, unread } = await fetchNotices(resident)
  expect([notices.length, unread]).toEqual([200, 201])
  expect(notices.every((notice: { kind: string }) => notice.kind === 'accepted')).toBe(true)
})

describe('the reminder', () => {
  const at = async (hours: number, ms = 0) => {
    world.clock.now = MONDAY_TEN + hours * HOUR + ms
    await runJobs(world.deps)
  }
  test('is sent from 17:00 on, once', async () => {
    await book(resident)
    await at(7, -1)
    expect(await kinds(resident)).toEqual(['booked'])
    await at(7)
    expect(await kinds(resident)).toEqual(['tomorrow', 'booked'])
    await at(8)
    const { notices, unread } = await fetchNotices(resident)
    expect(notices.map((notice: { kind: string }) => notice.kind)).toEqual(['tomorrow', 'booked'])
    expect(unread).toBe(1)
    expect(sayNotice('zh-hans', notices[0])).toContain('小场，11月24日 16:00，综合体')
  })
  test('is not sent for a later, called-off, cancelled or waiting booking', async () => {
    await book(resident, { session: 'hp001.talk-2611251400' })
    const { id } = await book(resident, { session: 'hp001.talk-2611241400' })
    await resident('POST', `/api/bookings/${id}/cancel`)
    await book(elder, { people: [elder.id] })
    await book(resident, { people: [resident.id, resident.people[1]], wait: true })
    const manager = await world.as('manager')
    await manager('POST', `/api/sessions/${SMALL}/call-off`, { reason: '停水' })
    await at(7)
    expect(await kinds(resident)).not.toContain('tomorrow')
    expect(await kinds(elder)).not.toContain('tomorrow')
  })
  test('is sent for a booking made before 17:00, and not for one made later', async () => {
    world.clock.now = MONDAY_TEN + 7 * HOUR - 1
    await book(resident)
    world.clock.now = MONDAY_TEN + 7 * HOUR
    await book(elder, { people: [elder.id] })
    await at(7)
    expect(await kinds(resident)).toEqual(['tomorrow', 'booked'])
    expect(await kinds(elder)).toEqual(['booked'])
  })
})

test('a notice is deleted after ninety days', async () => {
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id)
     select $1, 'paused', at, 'hp001', $2 from unnest($3::timestamptz[]) at`,
    [resident.id, SMALL, [-90 * DAY - 1, -90 * DAY].map((ago) => moment(MONDAY_TEN + ago))],
  )
  await runJobs(world.deps)
  const { notices } = await fetchNotices(resident)
  expect(notices.map((notice: { at: string }) => notice.at)).toEqual([moment(MONDAY_TEN - 90 * DAY)])
})
