import { AWAITED_DAYS } from '@core/account/standing-list'
import { DAY } from '@core/base/time'
import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const STUDY = 'hp001.study-2611231900'
const ELDERS = '13800138000'
const NOBODYS = '13900139000'

let world: World
let stage: TestStage
let district: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
  stage = await openTestStage({ db: world.db })
  Object.assign(world.deps, { wechat: stage.wechat, sealer: stage.sealer })
  await world.db.query(
    `update offering set about = jsonb_set(about, '{audience}', '{"only":"veteran"}') where id = 'hp001-study'`,
  )
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  ;[district, elder] = [await world.as('district'), await world.as('elder')]
  await clearBookings(world)
  await world.db.query('truncate standing, awaited_standing, phone')
  await world.db.query(`update person set standing = '{}' where id = $1`, [elder.id])
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(async () => {
  await stage.close()
  await world.close()
})

const give = (phones: string[], more: object = {}) =>
  district('POST', '/api/standings', { kind: 'veteran', phones, ...more })
const givePhone = (who: Someone, number: string) =>
  who('POST', '/api/me/phone', { code: stage.standIn.phoneCode(number) })
const standingOf = async (who: Someone) => (await who('GET', '/api/me')).body.person.standing
const listed = async () => (await district('GET', '/api/standings?kind=veteran')).body
const book = () => elder('POST', '/api/bookings', { session: STUDY, people: [elder.id] }, newIdempotencyKey())

test('who has a number of the list gets the standing at once, and may book', async () => {
  await givePhone(elder, ELDERS)
  expect((await book()).body.refusal).toBe('only-veterans')
  expect((await give([ELDERS, NOBODYS])).body).toEqual({ given: 1, held: 0, awaited: 1 })
  expect(await standingOf(elder)).toEqual(['veteran'])
  expect((await book()).status).toBe(201)
  expect(await listed()).toMatchObject({
    count: 1,
    awaited: 1,
    held: [{ kind: 'veteran', since: '2026-11-23T02:00:00.000Z' }],
  })
})

test('a row waits for whoever gives the number, and is used once', async () => {
  await give([ELDERS], { until: '2027-06-30' })
  expect(await standingOf(elder)).toEqual([])
  await givePhone(elder, ELDERS)
  expect(await standingOf(elder)).toEqual(['veteran'])
  expect(await listed()).toMatchObject({ awaited: 0, held: [{ until: '2027-06-30' }] })
  // Nothing readable of the number is stored with the list.
  expect(JSON.stringify(await world.db.query('select * from awaited_standing', []))).not.toContain(ELDERS)
})

test('a list given again changes the last day and nothing else', async () => {
  await givePhone(elder, ELDERS)
  await give([ELDERS])
  expect((await give([ELDERS, ELDERS], { until: '2026-12-31' })).body).toEqual({ given: 0, held: 2, awaited: 0 })
  expect((await listed()).held).toMatchObject([{ until: '2026-12-31' }])
  expect(await standingOf(elder)).toEqual(['veteran'])
})

test('it ends after its last day, and not on it', async () => {
  await givePhone(elder, ELDERS)
  await give([ELDERS], { until: '2026-11-24' })
  world.clock.now = MONDAY_TEN + DAY
  await runJobs(world.deps)
  expect(await standingOf(elder)).toEqual(['veteran'])
  world.clock.now = MONDAY_TEN + 2 * DAY
  await runJobs(world.deps)
  expect(await standingOf(elder)).toEqual([])
  expect((await listed()).held).toEqual([])
  // How it ended stays: by its day, nobody took it.
  expect(await world.db.query('select ended_by from standing where ended_at is not null', [])).toEqual([
    { ended_by: null },
  ])
})

test('a row of a list whose last day has passed gives nothing, and one that nobody came for is dropped', async () => {
  await give([ELDERS], { until: '2026-11-24' })
  await give([NOBODYS])
  world.clock.now = MONDAY_TEN + 2 * DAY
  await givePhone(elder, ELDERS)
  expect(await standingOf(elder)).toEqual([])
  world.clock.now = MONDAY_TEN + (AWAITED_DAYS + 1) * DAY
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from awaited_standing', [])).toEqual([])
})

test('the district takes it back, and may give it again', async () => {
  await givePhone(elder, ELDERS)
  await give([ELDERS])
  const [{ id }] = (await listed()).held
  expect((await district('DELETE', `/api/standings/${id}`)).status).toBe(200)
  expect(await standingOf(elder)).toEqual([])
  expect((await district('DELETE', `/api/standings/${id}`)).status).toBe(404)
  expect(await world.db.query('select ended_by::text from standing', [])).toEqual([{ ended_by: district.id }])
  expect((await give([ELDERS])).body.given).toBe(1)
})

test.each([
  { kind: 'member', phones: [ELDERS] },
  { kind: 'veteran', phones: [] },
  { kind: 'veteran', phones: ['12345'] },
  { kind: 'veteran', phones: [ELDERS], until: '2026-11-22' },
  { kind: 'veteran', phones: Array(2_001).fill(ELDERS) },
])('%# is bad input', async (body) => {
  expect((await district('POST', '/api/standings', body)).status).toBe(400)
})

test('without keys a list is refused in words', async () => {
  const { sealer } = world.deps
  world.deps.sealer = undefined
  expect((await give([ELDERS])).body.refusal).toBe('phones-off')
  world.deps.sealer = sealer
})

test('what somebody was known to be is deleted with their account', async () => {
  const left = await world.as('enterprise')
  await world.db.query(`insert into standing (person_id, kind, since) values ($1, 'enterprise', now())`, [left.id])
  expect((await left('DELETE', '/api/me?sure=yes')).status).toBe(200)
  expect(await world.db.query('select 1 from standing where person_id = $1', [left.id])).toEqual([])
})
