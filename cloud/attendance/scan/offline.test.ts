import { judgeAtDoor } from '@core/attendance/door'
import { listArrivals } from '@core/attendance/door-pack'
import type { Pass } from '@core/attendance/pass'
import { DAY, HOUR, instant, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { packOf } from '../../testing/world/phone'
import { resetDistrict } from '../../testing/world/reset'
import { passShownAt, type ScanInput, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'

const TALK = 'hp001.talk-2611231400'
const START = instant('2026-11-23T06:00:00.000Z')
let world: World
let resident: Someone
let manager: Someone
let booking: { id: string; code: string }
let pass: Pass
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  manager = await world.as('manager')
  booking = await book(resident)
  pass = (await resident('GET', `/api/bookings/${booking.id}/pass`)).body.pass
  world.clock.now = START
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
})
const book = async (who = resident) =>
  (await who('POST', '/api/bookings', { session: TALK, people: [who.id] }, newIdempotencyKey())).body.booking
const packNow = () => packOf(manager)
const rosterNow = async () => (await manager('GET', `/api/sessions/${TALK}/roster`)).body
/** Sends scans that a phone recorded before. `sentAt`: the phone's clock, right by default. */
const send = async (scans: ScanInput[], sentAt = world.clock.now) => {
  const { status, body } = await manager('POST', '/api/attendance', {
    ...scansSentAt(sentAt, scans),
    sentAt: moment(sentAt),
  })
  expect(status).toBe(200)
  return body
}
const scanAt = (at: number, device: string, more: Partial<ScanInput> = {}): ScanInput => ({
  pass: passShownAt(pass, at),
  at: moment(at),
  device,
  seq: 1,
  told: true,
  ...more,
})

describe('two offline phones let in the same pass', () => {
  test.each([
    ['the earlier scan is sent first', ['gate-1', 'gate-2']],
    ['the later scan is sent first', ['gate-2', 'gate-1']],
  ])('%s: one attendance, the same in roster and door pack', async (_what, order) => {
    const scans: Record<string, ScanInput> = {
      'gate-1': scanAt(START + MINUTE, 'gate-1'),
      'gate-2': scanAt(START + 2 * MINUTE, 'gate-2'),
    }
    world.clock.now = START + HOUR
    for (const device of order) await send([scans[device] as ScanInput])
    // Retried, as after a lost answer, they get the current verdict.
    const [first] = (await send([scans['gate-1'] as ScanInput])).answers
    const [second] = (await send([scans['gate-2'] as ScanInput])).answers
    expect(first).toMatchObject({ verdict: 'in', at: moment(START + MINUTE) })
    expect(second).toMatchObject({ verdict: 'already', at: moment(START + MINUTE) })
    const { roster, flagged } = await rosterNow()
    expect(roster[0].came).toEqual({ at: moment(START + MINUTE), means: 'scan', again: 1 })
    expect(flagged).toEqual([])
    expect(listArrivals(await packNow())).toEqual([
      { booking: booking.id, at: START + MINUTE, device: 'gate-1', seq: 1, means: 'scan', again: 1 },
    ])
  })
  test('a scan sent a day later still counts, and the strike is forgiven', async () => {
    await runJobs(world.deps)
    world.clock.now = START + DAY
    await runJobs(world.deps)
    const strikes = async () => (await resident('GET', '/api/strikes')).body
    expect((await strikes()).strikes[0]).toMatchObject({ why: 'absent', status: 'counts' })
    const { answers } = await send([scanAt(START + MINUTE, 'gate-1')])
    expect(answers[0]).toMatchObject({ verdict: 'in', at: moment(START + MINUTE) })
    expect((await strikes()).strikes[0]).toMatchObject({ status: 'forgiven' })
    expect((await strikes()).standing.live).toBe(0)
    const { notices } = (await resident('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'there', booking: booking.id })
  })
})

describe('a booking cancelled after the door pack was fetched', () => {
  beforeEach(async () => {
    world.clock.now = MONDAY_TEN
    await resident('POST', `/api/bookings/${booking.id}/cancel`)
    world.clock.now = START + HOUR
  })
  test('and let in offline is stored as a flagged arrival, without attendance', async () => {
    const { answers } = await send([scanAt(START + MINUTE, 'gate-1')])
    expect(answers[0]).toMatchObject({ verdict: 'in', flag: 'cancelled', name: '林*梅' })
    const { roster, flagged } = await rosterNow()
    expect(roster).toEqual([])
    expect(flagged).toEqual([
      { booking: booking.id, name: '林*梅', seats: 1, at: moment(START + MINUTE), why: 'cancelled' },
    ])
  })
  test('and not yet let in is refused, and nothing is stored', async () => {
    const before = await footprint(world.db)
    const { told: _told, ...scan } = scanAt(world.clock.now, 'gate-1')
    expect((await send([scan])).answers[0]).toMatchObject({ verdict: 'refused', refusal: 'cancelled' })
    expect(await footprint(world.db)).toEqual(before)
  })
  test('is refused by a phone with the current door pack', async () => {
    const scan = { pass: passShownAt(pass, world.clock.now), kind: 'in' as const, at: world.clock.now }
    expect(judgeAtDoor(await packNow(), scan, () => [], crypto)).toMatchObject({ why: { refusal: 'cancelled' } })
  })
})

describe('a phone with a wrong clock', () => {
  test('has its scans corrected by the skew at sending, which is returned', async () => {
    const off = 3 * MINUTE
    world.clock.now = START + HOUR
    const scan = { ...scanAt(START, 'gate-1'), at: moment(START - off) }
    const { answers, skew } = await send([scan], world.clock.now - off)
    expect(skew).toBe(off)
    expect(answers[0]).toMatchObject({ verdict: 'in', at: moment(START) })
  })
  test('cannot date a scan in the future', async () => {
    const { answers } = await send([{ ...scanAt(START, 'gate-1'), at: moment(START + HOUR) }])
    expect(answers[0].at).toBe(moment(START))
  })
  test('that let in a stale copy of a pass has its scan stored and flagged', async () => {
    const copy = passShownAt(pass, START - 10 * MINUTE)
    const { answers } = await send([{ ...scanAt(START, 'gate-1'), pass: copy }])
    expect(answers[0]).toMatchObject({ verdict: 'in', flag: 'stale' })
    expect((await rosterNow()).roster[0].came).toBeNull()
  })
})

describe('an undo', () => {
  test('that arrives before its scan cancels it; another scan counts', async () => {
    const scan = scanAt(START, 'gate-1')
    const undo: ScanInput = {
      kind: 'undo',
      pass: scan.pass,
      of: 1,
      at: moment(START + 5_000),
      device: 'gate-1',
      seq: 2,
    }
    world.clock.now = START + MINUTE
    expect((await send([undo])).answers[0].verdict).toBe('undone')
    expect((await send([scan])).answers[0].verdict).toBe('undone')
    expect((await rosterNow()).roster[0].came).toBeNull()
    // Another phone's scan is the first arrival.
    expect((await send([scanAt(START + 20_000, 'gate-2')])).answers[0].verdict).toBe('in')
  })
  test('removes the arrival from the roster', async () => {
    const scan = scanAt(START, 'gate-1')
    await send([scan])
    expect((await rosterNow()).roster[0].came).not.toBeNull()
    world.clock.now = START + 8_000
    await send([{ kind: 'undo', pass: scan.pass, of: 1, at: moment(START + 8_000), device: 'gate-1', seq: 2 }])
    expect((await rosterNow()).roster[0].came).toBeNull()
  })
})

test('the latest scan out is the time of leaving; arriving after the grace period is late', async () => {
  const late = START + 16 * MINUTE
  world.clock.now = START + 2 * HOUR
  await send([
    { ...scanAt(START + 50 * MINUTE, 'gate-1'), kind: 'out', seq: 3 },
    scanAt(late, 'gate-1'),
    { ...scanAt(START + 40 * MINUTE, 'gate-2'), kind: 'out', seq: 2 },
  ])
  const { came } = (await rosterNow()).roster[0]
  expect(came).toEqual({ at: moment(late), means: 'scan', again: 0, late: true, leftAt: moment(START + 50 * MINUTE) })
  world.clock.now = START + DAY
  await runJobs(world.deps)
  const { strikes } = (await resident('GET', '/api/strikes')).body
  expect(strikes[0]).toMatchObject({ why: 'came-late', status: 'counts' })
})

test('a late scan does not bring back an erased name', async () => {
  world.clock.now = MONDAY_TEN
  const request = { session: 'hp001.other-2611231400', people: [CHILD] }
  const theirs = (await resident('POST', '/api/bookings', request, newIdempotencyKey())).body.booking
  world.clock.now = START + DAY
  expect((await resident('DELETE', `/api/people/${CHILD}`)).status).toBe(200)
  const { answers } = await send([{ pass: theirs.code, at: moment(START + MINUTE), told: true }])
  expect(answers[0]).toMatchObject({ verdict: 'in', name: '' })
  const text = JSON.stringify([await packNow(), (await manager('GET', `/api/sessions/${request.session}/roster`)).body])
  expect(text).not.toMatch(/小[*宝]/)
})

test('a device and sequence number cannot be reused for another event', async () => {
  world.clock.now = MONDAY_TEN
  const elder = await world.as('elder')
  const other = await book(elder)
  world.clock.now = START + MINUTE
  await send([scanAt(START, 'gate-1')])
  const { answers } = await send([{ pass: other.id, device: 'gate-1', seq: 1, told: true }])
  expect(answers[0]).toMatchObject({ verdict: 'refused', refusal: 'scan-number-used' })
  expect(await world.db.query('select 1 from scan')).toHaveLength(1)
})

test('events in any order and repeated give the same rows', async () => {
  const events: ScanInput[] = [
    scanAt(START + 30_000, 'gate-1'),
    scanAt(START + 60_000, 'gate-2'),
    { kind: 'undo', pass: booking.id, of: 1, at: moment(START + 36_000), device: 'gate-1', seq: 2 },
    { ...scanAt(START + 90_000, 'gate-3'), kind: 'out' },
    { pass: booking.code, at: moment(START + 70_000), device: 'gate-3', seq: 4, told: true },
  ]
  const rows = async () => JSON.stringify([(await rosterNow()).roster, listArrivals(await packNow())])
  world.clock.now = START + HOUR
  const seen = new Set<string>()
  for (let shift = 0; shift < events.length; shift++) {
    await world.db.query('truncate attendance, scan')
    await world.db.query('update booking set came = 0, scans = 0')
    const order = [...events.slice(shift), ...events.slice(0, shift)]
    for (const event of shift % 2 ? order.reverse() : order) await send([event])
    await send([...events, ...events])
    seen.add(await rows())
  }
  expect([...seen]).toHaveLength(1)
})
