import { HOUR, instant, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

/** Monday, 16:00 to 16:30; can be cancelled until 14:00. */
const SMALL = 'hp001.small-2611231600'
const START = MONDAY_TEN + 6 * HOUR
let world: World
let resident: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, manager] = [await world.as('resident'), await world.as('manager')]
})
beforeEach(async () => {
  await resetPlan(world)
  await world.db.query('truncate strike')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = async (): Promise<string> =>
  (await resident('POST', '/api/bookings', { session: SMALL, people: [resident.id] }, newIdempotencyKey())).body.booking
    .id
const move = async (to: number) => {
  const [moved] = await world.db.query<{ outcome: string }>(
    `select outcome from move_session('hp001', $1, $2, $3, $4, $5, '停水')`,
    [SMALL, moment(START), moment(to), manager.id, moment(world.clock.now)],
  )
  expect(moved?.outcome).toBe('moved')
}
const strikes = async () => {
  world.clock.now = instant('2026-11-28T00:00:00.000Z')
  await runJobs(world.deps)
  return (await resident('GET', '/api/strikes')).body.strikes.map(({ why }: { why: string }) => why)
}

describe('moved an hour before to half past four, when its new deadline is past', () => {
  const TO = START + HOUR / 2
  beforeEach(() => {
    world.clock.now = START - HOUR
  })
  const checkInLate = async (id: string) => {
    world.clock.now = TO + 25 * MINUTE
    const { body } = await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: id }]))
    expect(body.answers[0].verdict).toBe('in')
  }
  test('whoever does not answer and does not come gets no strike', async () => {
    await book()
    await move(TO)
    expect(await strikes()).toEqual([])
  })
  test('whoever does not answer may cancel until the start without one', async () => {
    const id = await book()
    await move(TO)
    world.clock.now = TO - 1
    expect((await resident('POST', `/api/bookings/${id}/cancel`)).body.booking.ended).toBe('self')
    expect(await strikes()).toEqual([])
  })
  test('whoever does not answer and comes late gets none', async () => {
    const id = await book()
    await move(TO)
    await checkInLate(id)
    expect(await strikes()).toEqual([])
  })
  test('whoever accepted is bound: cancelling is late, coming late and staying away count', async () => {
    const id = await book()
    await move(TO)
    expect((await resident('POST', `/api/bookings/${id}/accept`)).status).toBe(200)
    expect((await resident('POST', `/api/bookings/${id}/cancel`)).body.refusal).toBe('too-late-to-cancel')
    expect(await strikes()).toEqual(['absent'])
  })
})

describe('a seat given back too late for a session that is then moved', () => {
  const cancelLate = async () => {
    const id = await book()
    world.clock.now = START - HOUR
    expect((await resident('POST', `/api/bookings/${id}/cancel?late=1`)).body.booking.ended).toBe('late')
  }
  test('was given back in time for its new date, so there is no strike', async () => {
    await cancelLate()
    await move(START + 49 * HOUR)
    expect(await strikes()).toEqual([])
  })
  test('counts where it is too late for the new time as well', async () => {
    await cancelLate()
    await move(START + HOUR - 1)
    expect(await strikes()).toEqual(['late'])
  })
})
