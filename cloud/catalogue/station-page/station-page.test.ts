import { DAY } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { MONDAY_TEN, OFFERINGS, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'
import { planAhead } from '../offering/plan'
import { writeChange } from './queries'

const TALK = 'hp001.talk-2611231400'
const HOURS = { week: Array(7).fill('08:00-22:00') as string[], holiday: 'usual' as const }
/** Closed on Mondays, and the talk from 14:00 to 15:00 does not fit any more on other days. */
const SHORT = { week: ['', ...(Array(6).fill('08:00-12:00,14:30-22:00') as string[])], holiday: 'closed' as const }

let world: World
let manager: Someone
let district: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[manager, district, resident] = [await world.as('manager'), await world.as('district'), await world.as('resident')]
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await clearBookings(world)
  await world.db.query('truncate station_change, session')
  await world.db.query('update station set revision = 1, about = $1 where id = $2', [
    JSON.stringify(STATIONS[0]),
    'hp001',
  ])
  await world.db.query('update offering set planned_to = null, replan = false')
  await planAhead(world.deps)
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const pageOf = async (who = manager) => (await who('GET', '/api/stations/hp001/page')).body
const change = (who: Someone, revision: number, fields: object, preview?: true) =>
  who('PATCH', '/api/stations/hp001', { revision, change: fields, ...(preview ? { preview } : {}) })
const sessionIds = async () =>
  (await world.db.query<{ id: string }>('select id from session where station_id = $1 order by id', ['hp001'])).map(
    ({ id }) => id,
  )

test('what a manager decides alone is changed at once, and who changed what is in the log', async () => {
  const fields = {
    theme: '一处六心',
    feature: '自习室开到晚上十点。',
    rules: ['请小声', '请慢走'],
    phone: '020-8200 0002 转 8',
    facilities: ['wifi', 'toilet'],
  }
  const { status, body } = await change(manager, 1, fields)
  expect([status, body.revision]).toEqual([200, 2])
  expect(body.station).toMatchObject(fields)
  const page = await pageOf(district)
  expect(page.station).toMatchObject(fields)
  expect(page.revision).toBe(2)
  expect(page.changes).toEqual([
    {
      at: '2026-11-23T02:00:00.000Z',
      by: expect.any(String),
      what: ['facilities', 'feature', 'phone', 'rules', 'theme'],
    },
  ])
  expect(page.changes[0].by).not.toBe('')
  const [{ was }] = (await world.db.query<{ was: object }>('select was from station_change', [])) as [{ was: object }]
  expect(was).toMatchObject({ phone: '020-82000001', rules: ['请慢慢走'] })
  expect((await world.ask('GET', '/api/stations/hp001')).body.station).toEqual(page.station)
})

test('what stays as it is makes no revision', async () => {
  const { body } = await change(manager, 1, { theme: '主题', rules: ['请慢慢走'], hours: HOURS })
  expect([body.revision, body.removed, body.added]).toEqual([1, 0, 0])
  expect((await pageOf()).changes).toEqual([])
})

test('of two managers the second is refused and sees what the first has saved', async () => {
  expect((await change(manager, 1, { theme: '甲' })).status).toBe(200)
  const { status, body } = await change(district, 1, { theme: '乙' })
  expect([status, body.refusal]).toEqual([409, 'station-changed'])
  expect((await change(district, 1, { theme: '乙' }, true)).body.refusal).toBe('station-changed')
  expect((await pageOf()).station.theme).toBe('甲')
})

describe('other hours', () => {
  const bookTalk = () =>
    resident('POST', '/api/bookings', { session: TALK, people: [resident.id] }, newIdempotencyKey())

  test('are previewed with the booked sessions that lie outside, by name, and change nothing', async () => {
    await bookTalk()
    const before = await sessionIds()
    const { body } = await change(manager, 1, { hours: SHORT }, true)
    expect(body.outside).toEqual([
      { session: TALK, title: '讲座', startsAt: '2026-11-23T06:00:00.000Z', booked: 1, waiting: 0 },
    ])
    expect(body.idle).toEqual(['同时的另一场', '讲座'])
    expect(body.removed).toBeGreaterThan(20)
    expect(await sessionIds()).toEqual(before)
    expect((await pageOf()).station.hours).toEqual(HOURS)
  })

  test('remove what nobody booked and keep what somebody did', async () => {
    await bookTalk()
    const preview = (await change(manager, 1, { hours: SHORT }, true)).body
    const { body } = await change(manager, 1, { hours: SHORT })
    expect({ ...body, revision: 1 }).toEqual(preview)
    const left = await sessionIds()
    expect(left).toContain(TALK)
    expect(left.filter((id) => id.includes('.talk-'))).toEqual([TALK])
    const { body: mine } = await resident('GET', '/api/bookings')
    expect(mine.bookings).toMatchObject([{ status: 'booked' }])
    // The next days follow the new hours too.
    world.clock.now += 3 * DAY
    await planAhead(world.deps)
    expect((await sessionIds()).filter((id) => id.includes('.talk-'))).toEqual([TALK])
  })

  test('that are longer again bring the sessions back', async () => {
    const before = await sessionIds()
    await change(manager, 1, { hours: SHORT })
    const { body } = await change(manager, 2, { hours: HOURS })
    expect(body.added).toBeGreaterThan(20)
    expect(await sessionIds()).toEqual(before)
  })

  test('whose planning was interrupted are planned by the next round of jobs', async () => {
    const by = manager.id
    await writeChange(world.db, { station: 'hp001', revision: 1, change: { hours: SHORT }, by, now: world.clock.now })
    expect((await sessionIds()).some((id) => id.includes('.talk-'))).toBe(true)
    await runJobs(world.deps)
    expect((await sessionIds()).some((id) => id.includes('.talk-'))).toBe(false)
    expect(await world.db.query('select 1 from offering where replan', [])).toEqual([])
  })
})

test.each([
  { hours: { week: Array(7).fill('9-17'), holiday: 'closed' } },
  { hours: { week: Array(6).fill(''), holiday: 'closed' } },
  { hours: { week: ['09:00-12:00,11:00-13:00', '', '', '', '', '', ''], holiday: 'closed' } },
  { theme: '题'.repeat(21) },
  { theme: '\u200b' },
  { rules: Array(9).fill('请小声') },
  { rules: ['规'.repeat(41)] },
  { facilities: ['wifi', 'wifi'] },
  { facilities: ['sauna'] },
  { phone: '请打给我' },
  { phone: '0'.repeat(25) },
  { name: '不归我管' },
  { lat: 23 },
])('%j is bad input', async (fields) => {
  expect((await change(manager, 1, fields)).status).toBe(400)
})

test('the demo district is seeded again without undoing what a manager changed', async () => {
  await change(manager, 1, { theme: '自己的' })
  const { seedDistrict } = await import('../../demo/seed')
  await seedDistrict(world.deps, { streets: [], stations: STATIONS, offerings: OFFERINGS })
  expect((await pageOf()).station.theme).toBe('自己的')
})
