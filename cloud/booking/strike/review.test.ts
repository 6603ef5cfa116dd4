import { DAY, HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

/** Two seats, from 16:00 to 16:30; can be cancelled until 14:00. */
const SMALL = 'hp001.small-2611231600'
const START = MONDAY_TEN + 6 * HOUR
const JUDGED = startOfDay('2026-11-24') + 15 * MINUTE
/** The grace period of the offering: 15 minutes by default. */
const LATE = START + 16 * MINUTE
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = async (who: Someone, more: object = {}) =>
  (await who('POST', '/api/bookings', { session: SMALL, people: [who.id], ...more }, newIdempotencyKey())).body.booking
    .id as string
/** Sends scans now that a phone recorded then; by default it has let them in. */
const tell = async (...scans: ScanInput[]) => {
  const { body } = await manager('POST', '/api/attendance', scansSentAt(world.clock.now, scans))
  return body.answers.map(({ verdict, flag }: { verdict: string; flag?: string }) => flag ?? verdict)
}
const arrived = (pass: string, at: number, device: string, more: Partial<ScanInput> = {}): ScanInput => ({
  pass,
  at: moment(at),
  device,
  seq: 1,
  told: true,
  ...more,
})
const undone = (pass: string, at: number, device: string): ScanInput => ({
  kind: 'undo',
  pass,
  at: moment(at),
  device,
  of: 1,
  seq: 2,
})
const judge = async () => {
  world.clock.now = JUDGED
  await runJobs(world.deps)
}
const strikes = async (who: Someone) =>
  (await who('GET', '/api/strikes')).body.strikes.map((one: { why: string; status: string }) => [one.why, one.status])
const corrections = async (who: Someone) =>
  (await who('GET', '/api/notices')).body.notices.filter(({ kind }: { kind: string }) => kind === 'there').length

describe('a strike for coming late', () => {
  let id: string
  beforeEach(async () => {
    id = await book(resident)
    world.clock.now = LATE
    expect(await tell(arrived(id, LATE, 'gate-1'))).toEqual(['in'])
    await judge()
    expect(await strikes(resident)).toEqual([['came-late', 'counts']])
  })
  test('is taken back, and notified once, when a second phone tells of an arrival in time', async () => {
    expect(await tell(arrived(id, LATE - MINUTE, 'gate-2'))).toEqual(['in'])
    expect([await strikes(resident), await corrections(resident)]).toEqual([[['came-late', 'forgiven']], 1])
    expect((await resident('GET', '/api/strikes')).body.standing.live).toBe(0)
    world.clock.now += DAY
    await tell(arrived(id, LATE - MINUTE, 'gate-2'))
    expect([await strikes(resident), await corrections(resident)]).toEqual([[['came-late', 'forgiven']], 1])
  })
  test('stays when the earlier arrival was late too', async () => {
    await tell(arrived(id, LATE - MINUTE + 1, 'gate-2'))
    expect([await strikes(resident), await corrections(resident)]).toEqual([[['came-late', 'counts']], 0])
  })
  test('follows the grace period of its offering', async () => {
    await world.db.query(`update offering set about = about || '{"lateMinutes":5}' where id = 'hp001-small'`)
    await tell(arrived(id, START + 5 * MINUTE + 1, 'gate-2'))
    expect(await strikes(resident)).toEqual([['came-late', 'counts']])
    await tell(arrived(id, START + 5 * MINUTE, 'gate-3'))
    expect(await strikes(resident)).toEqual([['came-late', 'forgiven']])
    await world.db.query(`update offering set about = about - 'lateMinutes' where id = 'hp001-small'`)
  })
  test('is taken back when its scan turns out to be undone: nobody gets another for being absent', async () => {
    expect(await tell(undone(id, LATE + 5_000, 'gate-1'))).toEqual(['undone'])
    expect([await strikes(resident), await corrections(resident)]).toEqual([[['came-late', 'forgiven']], 1])
    world.clock.now += DAY
    await runJobs(world.deps)
    expect(await strikes(resident)).toEqual([['came-late', 'forgiven']])
  })
  test('under appeal is taken back too, and nobody is asked to answer any more', async () => {
    await resident('POST', `/api/strikes/${id}/appeal`, { words: '我没有迟到' })
    await tell(arrived(id, START, 'gate-2'))
    expect(await strikes(resident)).toEqual([['came-late', 'forgiven']])
    expect((await manager('GET', '/api/appeals')).body.appeals).toEqual([])
  })
})

describe('after judging nobody gets a strike,', () => {
  test('when an arrival in time turns out to be undone', async () => {
    const id = await book(resident)
    world.clock.now = START
    await tell(arrived(id, START, 'gate-1'))
    await judge()
    await tell(undone(id, START + 5_000, 'gate-1'))
    expect(await strikes(resident)).toEqual([])
  })
  test('when the only arrival in time turns out to be undone, and a late one is left', async () => {
    const id = await book(resident)
    world.clock.now = LATE
    await tell(arrived(id, START, 'gate-1'), arrived(id, LATE, 'gate-2'))
    await judge()
    await tell(undone(id, START + 5_000, 'gate-1'))
    expect(await strikes(resident)).toEqual([])
  })
  test('and one for being absent is not replaced when they had come late', async () => {
    const id = await book(resident)
    await judge()
    await tell(arrived(id, LATE, 'gate-1'))
    expect(await strikes(resident)).toEqual([['absent', 'forgiven']])
    // Nor does it come back when that arrival turns out to be undone.
    await tell(undone(id, LATE + 5_000, 'gate-1'))
    expect([await strikes(resident), await corrections(resident)]).toEqual([[['absent', 'forgiven']], 1])
  })
})

describe('a strike for cancelling late', () => {
  const cancelLate = async (who: Someone, id: string) =>
    expect((await who('POST', `/api/bookings/${id}/cancel?late=1`)).body.booking.ended).toBe('late')
  let waiting: string
  beforeEach(async () => {
    const mine = await book(resident)
    const other = await book(resident, { people: [resident.people[1]] })
    waiting = await book(elder, { wait: true })
    world.clock.now = MONDAY_TEN + 5 * HOUR
    await cancelLate(resident, mine)
    expect((await elder('POST', `/api/bookings/${waiting}/accept`)).status).toBe(200)
    await cancelLate(resident, other)
    await judge()
    expect(await strikes(resident)).toEqual([
      ['late', 'counts'],
      ['late', 'counts'],
    ])
    expect(await strikes(elder)).toEqual([['absent', 'counts']])
  })
  test('is taken back when a phone tells later that somebody from the waitlist had come', async () => {
    expect(await tell(arrived(waiting, START, 'gate-1'))).toEqual(['in'])
    expect(await strikes(elder)).toEqual([['absent', 'forgiven']])
    expect((await strikes(resident)).sort()).toEqual([
      ['late', 'counts'],
      ['late', 'forgiven'],
    ])
    expect([await corrections(elder), await corrections(resident)]).toEqual([1, 1])
  })
  test('stays when the phone tells of nobody', async () => {
    await tell(arrived(waiting, START, 'gate-1'), undone(waiting, START + 5_000, 'gate-1'))
    expect(await strikes(elder)).toEqual([['absent', 'counts']])
    expect((await strikes(resident)).map(([, status]: string[]) => status)).toEqual(['counts', 'counts'])
  })
})
