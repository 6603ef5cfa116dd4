import { moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  askTogether,
  createBarrier,
  intercepted,
  patchFunction,
  readTogether,
} from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
/** Queries that read a booking: for a scan; for a scan or for its booker. */
const READ_FOR_SCAN = /join station t on t\.id = b\.station_id where \(b\.station_id, b\.id\) in/
const READ = /join station t on t\.id = b\.station_id/
const MERGE = /select merge_arrival\(/
const CANCEL = /select cancel_booking\(/
/** The upsert that keeps one attendance per person and session. */
const UPSERT = `
  on conflict (station_id, session_id, person_id) do update set at = excluded.at, means = excluded.means,
    scanned_by = excluded.scanned_by, device = excluded.device, seq = excluded.seq, left_at = excluded.left_at,
    again = excluded.again;`
let race: Race
let manager: Someone
let people: Someone[]
let ids: string[]
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
  people = await race.crowd(8)
  const [process] = race.start(1)
  const booked = await Promise.all(
    people.map((who) => process?.(who, 'POST', '/api/bookings', { session: TALK, people: [who.id] })),
  )
  ids = booked.map((answer) => answer?.body.booking.id)
})
afterEach(() => race.end())

const scanOf = (pass: string, device: string) => scansSentAt(MONDAY_TEN, [{ pass, device, seq: ids.indexOf(pass) + 1 }])
const attendance = async () =>
  (await race.db.query<{ n: number }>('select count(*)::int as n from attendance')).map(({ n }) => n)[0]

describe('two managers scan the same pass at once', () => {
  const sendAgain = async () => {
    const [process] = race.start(1)
    const scans = ids.flatMap((id) => ['gate-1', 'gate-2'].map((device) => scanOf(id, device)))
    const answers = await Promise.all(scans.map((scan) => process?.(manager, 'POST', '/api/attendance', scan)))
    return answers.map((answer) => answer?.body.answers[0].verdict)
  }
  const scanTwice = async (through: (db: Db) => Db) => {
    const barriers = ids.map(() => createBarrier(2))
    let verdicts: string[] = []
    for (const [at, id] of ids.entries()) {
      const processes = race.start(2, (db) =>
        through(readTogether(db, READ_FOR_SCAN, barriers[at] as () => Promise<void>)),
      )
      const answers = await Promise.all(
        ['gate-1', 'gate-2'].map((device, one) =>
          processFor(processes, one)(manager, 'POST', '/api/attendance', scanOf(id, device)),
        ),
      )
      verdicts = [...verdicts, ...answers.map(({ body }) => body.answers?.[0].verdict)]
    }
    return verdicts.sort()
  }
  test('each person has one attendance; a retry returns which of the two scans counts', async () => {
    const verdicts = await scanTwice((db) => db)
    expect(verdicts.filter((verdict) => verdict === 'in').length).toBeGreaterThanOrEqual(8)
    expect((await sendAgain()).sort()).toEqual([...Array(8).fill('already'), ...Array(8).fill('in')])
    expect(await attendance()).toBe(8)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the primary key of attendance, everybody is counted twice', async () => {
    await race.db.query('alter table attendance drop constraint attendance_pkey')
    await patchFunction(race.db, 'merge_arrival', UPSERT, ';')
    await scanTwice((db) => db)
    expect(await attendance()).toBe(16)
    expect(Object.keys(await findViolations(race.db))).toEqual([
      'a booking counts its attendances, and none if cancelled',
    ])
  })
})

const asIs = (db: Db): Db => db

describe('a cancellation and a scan at once', () => {
  /**
   * Cancels and scans each booking after both have read it; returns the pairs of outcomes. With `first`, the other write
   * waits for its answer, so that both orders are tested.
   */
  const cancelAndScan = async (through: (db: Db) => Db, first?: 'cancellation' | 'scan') => {
    const pairs = await Promise.all(
      ids.map(async (id, at) => {
        const barrier = createBarrier(2)
        const firstAnswered = createBarrier(2)
        const delay = (write: RegExp) => (db: Db) => askTogether(db, write, firstAnswered)
        const delayed = {
          cancellation: first === 'scan' ? delay(CANCEL) : asIs,
          scan: first === 'cancellation' ? delay(MERGE) : asIs,
        }
        const start = (call: 'cancellation' | 'scan') =>
          race.start(1, (db) => delayed[call](through(readTogether(db, READ, barrier))))[0]
        const answered = <T>(call: 'cancellation' | 'scan', answer: T): T => {
          if (call === first) firstAnswered()
          return answer
        }
        return Promise.all([
          start('cancellation')?.(people[at] as Someone, 'POST', `/api/bookings/${id}/cancel`).then((one) =>
            answered('cancellation', one),
          ),
          start('scan')?.(manager, 'POST', '/api/attendance', scanOf(id, 'gate')).then((one) => answered('scan', one)),
        ])
      }),
    )
    return pairs.map(
      ([cancelled, scanned]) =>
        `${cancelled?.body.refusal ?? cancelled?.status} ${scanned?.body.answers[0].refusal ?? scanned?.body.answers[0].verdict}`,
    )
  }
  test.each([
    ['cancellation', '200 cancelled'],
    ['scan', 'came-already in'],
  ] as const)('the %s first: the other one is refused', async (first, outcome) => {
    expect(new Set(await cancelAndScan(asIs, first))).toEqual(new Set([outcome]))
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the conditions on the written row, a cancelled booking has an attendance', async () => {
    await patchFunction(race.db, 'cancel_booking', ' and came = 0', '')
    await patchFunction(race.db, 'merge_arrival', " or status <> 'booked'", '')
    const outcomes = await cancelAndScan(asIs)
    expect(outcomes.filter((outcome) => outcome.startsWith('200'))).not.toEqual([])
    expect(Object.keys(await findViolations(race.db))).toContain(
      'a booking counts its attendances, and none if cancelled',
    )
  })
})

describe('a merge is delayed while an earlier scan of another phone is merged', () => {
  const [early, late] = ['2026-11-23T01:58:00.000Z', '2026-11-23T01:59:00.000Z']
  /** The first process has read the events but not written the merge; the second does both meanwhile. */
  const delayMerge = async () => {
    const id = ids[0] as string
    const second = race.start(1)[0]
    let done = false
    const [first] = race.start(1, (db) =>
      intercepted(db, MERGE, async (ask, text, params) => {
        if (!done) {
          done = true
          await second?.(
            manager,
            'POST',
            '/api/attendance',
            scansSentAt(MONDAY_TEN, [{ pass: id, device: 'gate-2', at: early }]),
          )
        }
        return ask(text, params)
      }),
    )
    const one = scansSentAt(MONDAY_TEN, [{ pass: id, device: 'gate-1', at: late }])
    const answer = await first?.(manager, 'POST', '/api/attendance', one)
    const [row] = await race.db.query<{ at: number; again: number }>('select at, again from attendance')
    return { verdict: answer?.body.answers[0].verdict, at: moment(row?.at as number), again: row?.again }
  }
  test('the later writer has seen fewer events and writes nothing', async () => {
    expect(await delayMerge()).toEqual({ verdict: 'already', at: early, again: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the comparison of event counts, the earlier scan is lost', async () => {
    await patchFunction(race.db, 'merge_arrival', ' and scans <= p_scans', '')
    expect(await delayMerge()).toEqual({ verdict: 'in', at: late, again: 0 })
  })
})

test('a hundred scans of one pass in four processes make one attendance', async () => {
  const processes = race.start(4)
  const id = ids[0] as string
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      processFor(processes, at)(manager, 'POST', '/api/attendance', scanOf(id, `gate-${at}`)),
    ),
  )
  expect(countAnswers(answers)).toEqual({ 200: 100 })
  expect(answers.filter(({ body }) => body.answers[0].verdict === 'in').length).toBeGreaterThan(0)
  expect(await attendance()).toBe(1)
})
