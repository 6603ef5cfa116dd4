import { moment } from '@core/time'
import type { Db } from '../db/port'
import { sent } from '../testing/door'
import { findViolations } from '../testing/invariants'
import { askTogether, createBarrier, lookTogether, meddled, refunction } from '../testing/meddling'
import { openRace, type Race, type Someone, tally, turn } from '../testing/race'
import { MONDAY_TEN } from '../testing/world'

const TALK = 'hp001.talk-2611231400'
/** The door's look at a booking, and the owner's. */
const DOOR = /join station t on t\.id = b\.station_id where \(b\.station_id, b\.id\) in/
const EITHER = /join station t on t\.id = b\.station_id/
const SCAN = /select merge_arrival\(/
const CANCEL = /select cancel_booking\(/
/** What keeps a person's attendance one. */
const ARRIVED = `
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

const scanOf = (pass: string, device: string) => sent(MONDAY_TEN, [{ pass, device, seq: ids.indexOf(pass) + 1 }])
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
      const processes = race.start(2, (db) => through(lookTogether(db, DOOR, barriers[at] as () => Promise<void>)))
      const answers = await Promise.all(
        ['gate-1', 'gate-2'].map((device, one) =>
          turn(processes, one)(manager, 'POST', '/api/attendance', scanOf(id, device)),
        ),
      )
      verdicts = [...verdicts, ...answers.map(({ body }) => body.answers?.[0].verdict)]
    }
    return verdicts.sort()
  }
  test('everybody comes once: whoever was told in too early hears at the next word which scan stands', async () => {
    const verdicts = await scanTwice((db) => db)
    expect(verdicts.filter((verdict) => verdict === 'in').length).toBeGreaterThanOrEqual(8)
    expect((await sendAgain()).sort()).toEqual([...Array(8).fill('already'), ...Array(8).fill('in')])
    expect(await attendance()).toBe(8)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the key of attendance everybody comes twice', async () => {
    await race.db.query('alter table attendance drop constraint attendance_pkey')
    await refunction(race.db, 'merge_arrival', ARRIVED, ';')
    await scanTwice((db) => db)
    expect(await attendance()).toBe(16)
    expect(Object.keys(await findViolations(race.db))).toEqual([
      'who came, came once, and nobody came to what is cancelled',
    ])
  })
})

const asIs = (db: Db): Db => db

describe('a cancellation against a scan, at once', () => {
  /**
   * Each booking is cancelled and scanned once both have looked; the two tallies. With `first` told, the other one's
   * writing waits for its answer, so that either order is sure to be seen.
   */
  const clash = async (through: (db: Db) => Db, first?: 'desk' | 'gate') => {
    const pairs = await Promise.all(
      ids.map(async (id, at) => {
        const barrier = createBarrier(2)
        const turnOver = createBarrier(2)
        const late = (write: RegExp) => (db: Db) => askTogether(db, write, turnOver)
        const held = { desk: first === 'gate' ? late(CANCEL) : asIs, gate: first === 'desk' ? late(SCAN) : asIs }
        const open = (who: 'desk' | 'gate') =>
          race.start(1, (db) => held[who](through(lookTogether(db, EITHER, barrier))))[0]
        const told = <T>(who: 'desk' | 'gate', answer: T): T => {
          if (who === first) turnOver()
          return answer
        }
        return Promise.all([
          open('desk')?.(people[at] as Someone, 'POST', `/api/bookings/${id}/cancel`).then((one) => told('desk', one)),
          open('gate')?.(manager, 'POST', '/api/attendance', scanOf(id, 'gate')).then((one) => told('gate', one)),
        ])
      }),
    )
    return pairs.map(
      ([cancelled, scanned]) =>
        `${cancelled?.body.refusal ?? cancelled?.status} ${scanned?.body.answers[0].refusal ?? scanned?.body.answers[0].verdict}`,
    )
  }
  test.each([
    ['desk', '200 cancelled'],
    ['gate', 'came-already in'],
  ] as const)(
    'the %s first: either they came or it is cancelled, and both are told the same',
    async (first, outcome) => {
      expect(new Set(await clash(asIs, first))).toEqual(new Set([outcome]))
      expect(await findViolations(race.db)).toEqual({})
    },
  )
  test('twin: with neither looking at the row it writes, some have come to what is cancelled', async () => {
    await refunction(race.db, 'cancel_booking', ' and came = 0', '')
    await refunction(race.db, 'merge_arrival', " or status <> 'booked'", '')
    const outcomes = await clash(asIs)
    expect(outcomes.filter((outcome) => outcome.startsWith('200'))).not.toEqual([])
    expect(Object.keys(await findViolations(race.db))).toContain(
      'who came, came once, and nobody came to what is cancelled',
    )
  })
})

describe('one phone’s merge is held up while another’s earlier scan comes in', () => {
  const [early, late] = ['2026-11-23T01:58:00.000Z', '2026-11-23T01:59:00.000Z']
  /** The first process has read the events and not yet written what they come to; the second does all of it meanwhile. */
  const held = async () => {
    const id = ids[0] as string
    const second = race.start(1)[0]
    let over = false
    const [first] = race.start(1, (db) =>
      meddled(db, SCAN, async (ask, text, params) => {
        if (!over) {
          over = true
          await second?.(
            manager,
            'POST',
            '/api/attendance',
            sent(MONDAY_TEN, [{ pass: id, device: 'gate-2', at: early }]),
          )
        }
        return ask(text, params)
      }),
    )
    const one = sent(MONDAY_TEN, [{ pass: id, device: 'gate-1', at: late }])
    const answer = await first?.(manager, 'POST', '/api/attendance', one)
    const [row] = await race.db.query<{ at: number; again: number }>('select at, again from attendance')
    return { verdict: answer?.body.answers[0].verdict, at: moment(row?.at as number), again: row?.again }
  }
  test('the later writer has seen fewer, and writes nothing of it', async () => {
    expect(await held()).toEqual({ verdict: 'already', at: early, again: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the count of events the earlier scan is lost', async () => {
    await refunction(race.db, 'merge_arrival', ' and scans <= p_scans', '')
    expect(await held()).toEqual({ verdict: 'in', at: late, again: 0 })
  })
})

test('a hundred scans of one pass from four processes are one arrival', async () => {
  const processes = race.start(4)
  const id = ids[0] as string
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      turn(processes, at)(manager, 'POST', '/api/attendance', scanOf(id, `gate-${at}`)),
    ),
  )
  expect(tally(answers)).toEqual({ 200: 100 })
  expect(answers.filter(({ body }) => body.answers[0].verdict === 'in').length).toBeGreaterThan(0)
  expect(await attendance()).toBe(1)
})
