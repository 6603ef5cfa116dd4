import { HOUR } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { promoteDueWaitlists } from './service'

/** Today, 14:00 to 15:00; three seats here, of which one is held for a family of two that was overtaken three times. */
const TALK = 'hp001.talk-2611231400'
const RELEASE = MONDAY_TEN + 2 * HOUR

let world: World
let resident: Someone
let elder: Someone
let small: Someone
let newcomer: Someone
let family: string
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder] = [await world.as('resident'), await world.as('elder')]
  ;[small, newcomer] = [await world.as('member'), await world.as('enterprise')]
})
beforeEach(async () => {
  await resetPlan(world)
  await world.db.query('update session set capacity = 3 where id = $1', [TALK])
  await book(elder)
  await book(await world.as('district'))
  family = (await book(resident, [resident.id, CHILD])).booking.id
  await world.db.query('update booking set overtaken = 3 where id = $1', [family])
  await runJob()
  expect(await left()).toBe(0)
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = async (who: Someone, people = [who.id], wait = true) =>
  (await who('POST', '/api/bookings', { session: TALK, people, wait }, newIdempotencyKey())).body
const runJob = () => promoteDueWaitlists(world.deps)
const left = async () => (await world.ask('GET', `/api/sessions/${TALK}`)).body.session.left
const find = async (who: Someone, id: string) => (await who('GET', `/api/bookings/${id}`)).body.booking

test('until two hours before the start the seat is held from newcomers and from smaller groups', async () => {
  const { booking } = await book(small)
  world.clock.now = RELEASE - 1
  await runJob()
  expect((await find(small, booking.id)).status).toBe('waiting')
  expect(await book(newcomer, [newcomer.id], false)).toMatchObject({ refusal: 'full', left: 0 })
  expect(await left()).toBe(0)
})

test('from then on the job offers it to the first smaller group that waits', async () => {
  const { booking } = await book(small)
  world.clock.now = RELEASE
  await runJob()
  expect((await find(small, booking.id)).status).toBe('offered')
  expect(await find(resident, family)).toMatchObject({ status: 'waiting', line: { overtaken: 3 } })
})

test('a newcomer who comes before the job does not come before a smaller group that waits', async () => {
  const { booking } = await book(small)
  world.clock.now = RELEASE
  expect((await book(newcomer)).booking).toMatchObject({ status: 'waiting', line: { place: 2 } })
  expect((await find(small, booking.id)).status).toBe('offered')
})

test('a newcomer gets it where no smaller group waits, and sees it as free after the job', async () => {
  world.clock.now = RELEASE
  await runJob()
  expect(await left()).toBe(1)
  expect((await book(newcomer, [newcomer.id], false)).booking.status).toBe('booked')
})

test('a newcomer gets it even before the job', async () => {
  world.clock.now = RELEASE
  expect((await book(newcomer, [newcomer.id], false)).booking.status).toBe('booked')
})

test('no hold begins after that, by a seat that becomes free or one that is taken', async () => {
  const held = async () =>
    (await world.db.query<{ held: number }>('select held from session where id = $1', [TALK]))[0]?.held
  world.clock.now = RELEASE
  await book(newcomer, [newcomer.id], false)
  expect(await held()).toBe(0)
  const [mine] = (await elder('GET', '/api/bookings')).body.bookings
  expect((await elder('POST', `/api/bookings/${mine.id}/cancel?late=1`)).status).toBe(200)
  expect([await held(), await left()]).toEqual([0, 1])
})

test('a group is not counted as overtaken after that', async () => {
  await world.db.query('update booking set overtaken = 2 where id = $1', [family])
  world.clock.now = RELEASE
  await runJob()
  expect((await book(newcomer, [newcomer.id], false)).booking.status).toBe('booked')
  expect((await find(resident, family)).line.overtaken).toBe(2)
})

test('a session that is moved away from its start is held for the family again', async () => {
  world.clock.now = RELEASE
  await runJob()
  expect(await left()).toBe(1)
  await world.db.query(`update session set starts_at = starts_at + interval '1 second' where id = $1`, [TALK])
  await world.db.query(
    `update person_time t set during = tstzrange(s.starts_at, s.ends_at) from session s
     where s.id = $1 and t.booking_id in (select booking_id from seat where session_id = $1)`,
    [TALK],
  )
  await runJob()
  expect(await left()).toBe(0)
})
