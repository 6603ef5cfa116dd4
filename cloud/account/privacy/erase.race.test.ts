import { HOUR } from '@core/base/time'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  createBarrier,
  intercepted,
  patchFunction,
  readTogether,
  rewritten,
} from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const DAYS = [23, 24, 25, 26]
const CALLER = /from login l where/
const [HAS_BOOKING, HAS_DATA] = [
  '14 an erased person has no upcoming seat',
  '14 an erased person keeps nothing but an id',
]
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** Holds back statements that match `which` until `open` is called. */
function latch(which: RegExp) {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const through = (db: Db) =>
    intercepted(db, which, async (ask, text, params) => {
      await opened
      return ask(text, params)
    })
  return { through, open: () => open() }
}

type First = 'erasing' | 'asking' | 'either'
type Ask = [method: string, path: string, body?: object]

/**
 * Runs an erasure and requests of the same person, all authenticated first. Then the erasure goes first, or the requests
 * (their statement that `which` matches), or all at once.
 */
async function clash(who: Someone, asks: Ask[], which: RegExp, first: First, through = (db: Db) => db) {
  const barrier = createBarrier(asks.length + 1)
  const waits = latch({ erasing: which, asking: /from erase_person\(/, either: /^nothing$/ }[first])
  const processes = race.start(asks.length + 1, (db) => readTogether(waits.through(through(db)), CALLER, barrier))
  const erasing = processFor(processes, 0)(who, 'DELETE', '/api/me?sure=yes')
  const asking = Promise.all(asks.map((ask, at) => processFor(processes, at + 1)(who, ...ask)))
  await (first === 'erasing' ? erasing : first === 'asking' ? asking : undefined)
  waits.open()
  return { erased: countAnswers([await erasing]), answers: countAnswers(await asking) }
}
const broken = async () => Object.keys(await findViolations(race.db))

describe('somebody is erased and books at once:', () => {
  const bookings = ({ id }: Someone): Ask[] =>
    DAYS.map((day) => ['POST', '/api/bookings', { session: `hp001.talk-2611${day}1400`, people: [id] }])
  const run = (who: Someone, first: First) => clash(who, bookings(who), /from book\(/, first)

  test('no booking of theirs is left, whichever comes first', async () => {
    const [one, two, three] = (await race.crowd(3)) as [Someone, Someone, Someone]
    expect(await run(one, 'erasing')).toEqual({ erased: { 200: 1 }, answers: { 'not-found': 4 } })
    expect(await run(two, 'asking')).toEqual({ erased: { 200: 1 }, answers: { 201: 4 } })
    expect((await run(three, 'either')).erased).toEqual({ 200: 1 })
    expect(await broken()).toEqual([])
    expect(await race.db.query(`select 1 from booking where status <> 'cancelled'`)).toEqual([])
  })
  test('twin: without the check of their own bond, an erased person has four bookings', async () => {
    await patchFunction(
      race.db,
      'book',
      'where bond.kept is null',
      'where p.person <> n_booker[p.nth] and bond.kept is null',
    )
    const [one] = (await race.crowd(1)) as [Someone]
    expect(await run(one, 'erasing')).toEqual({ erased: { 200: 1 }, answers: { 201: 4 } })
    expect(await broken()).toEqual(expect.arrayContaining([HAS_BOOKING]))
  })
  test('twin: without the erasure’s lock on bonds, concurrent bookings stay', async () => {
    const held = 'order by guardian_id, person_id for update'
    for (const _ of [1, 2]) await patchFunction(race.db, 'erase_person', held, 'order by guardian_id, person_id')
    // The booking locks the bond, pauses, and then writes; the erasure reads in between.
    await patchFunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.5);\n  -- In one order, for')
    await patchFunction(
      race.db,
      'erase_person',
      'delete from guardianship',
      'perform pg_sleep(0.3);\n  delete from guardianship',
    )
    const [one] = (await race.crowd(1)) as [Someone]
    expect(await run(one, 'either')).toEqual({ erased: { 200: 1 }, answers: { 201: 4 } })
    expect(await broken()).toEqual(expect.arrayContaining([HAS_BOOKING]))
  })
})

describe('somebody is erased while a refusal that names them is stored:', () => {
  const STORE_ANSWER = /insert into idempotency as k/
  const refusedTwice = async (through?: (db: Db) => Db) => {
    const [one] = (await race.crowd(1)) as [Someone]
    // Their age is unknown, and the refusal names them.
    const bookingRequest: Ask = ['POST', '/api/bookings', { session: 'hp001.care-2611240900', people: [one.id] }]
    const outcome = await clash(one, [bookingRequest, bookingRequest], STORE_ANSWER, 'erasing', through)
    return { ...outcome, named: (await race.db.query(`select 1 from idempotency where answer like '%路人%'`)).length }
  }
  test('no stored answer names them', async () => {
    expect(await refusedTwice()).toEqual({ erased: { 200: 1 }, answers: { 'not-found': 2 }, named: 0 })
    expect(await broken()).toEqual([])
  })
  test('twin: without the check of their bond, both stored answers name them', async () => {
    const guard = "where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)"
    const { named } = await refusedTwice((db) => rewritten(db, STORE_ANSWER, guard, 'where true'))
    expect(named).toBe(2)
    expect(await broken()).toEqual([HAS_DATA])
  })
})

describe('somebody is erased while they create something:', () => {
  const made: [string, Ask, RegExp][] = [
    ['a child', ['POST', '/api/people', { name: '小孩', relation: 'child', consent: true }], /insert into person/],
    ['a calendar', ['POST', '/api/calendar'], /insert into calendar/],
  ]
  test.each(made)('%s: the answer is login-needed, and nothing is created', async (_what, ask, which) => {
    const [one, two] = (await race.crowd(2)) as [Someone, Someone]
    expect(await clash(one, [ask], which, 'erasing')).toEqual({ erased: { 200: 1 }, answers: { 'login-needed': 1 } })
    expect((await clash(two, [ask], which, 'either')).erased).toEqual({ 200: 1 })
    expect(await broken()).toEqual([])
    expect(await race.db.query(`select 1 from person where name = '小孩'`)).toEqual([])
  })
  test.each(made)('twin, %s: without the trigger refuse_erased, it is created', async (_what, ask, which) => {
    await race.db.query('drop trigger refuse_erased on guardianship; drop trigger refuse_erased on calendar')
    const [one] = (await race.crowd(1)) as [Someone]
    const { answers } = await clash(one, [ask], which, 'erasing')
    expect(answers).not.toEqual({ 'login-needed': 1 })
    expect(await broken()).toEqual(expect.arrayContaining([HAS_DATA]))
  })

  const loginMeanwhile = async () => {
    const one = await race.persona('elder')
    const waits = latch(/insert into login/)
    const [quick, slow] = [processFor(race.start(1), 0), processFor(race.start(1, waits.through), 0)]
    const login = slow({ id: '', token: '' }, 'POST', '/api/login', { persona: 'elder' })
    const erased = await quick(one, 'DELETE', '/api/me?sure=yes')
    waits.open()
    return { erased: countAnswers([erased]), login: countAnswers([await login]) }
  }
  test('a login: it is refused', async () => {
    expect(await loginMeanwhile()).toEqual({ erased: { 200: 1 }, login: { 'login-needed': 1 } })
    expect(await broken()).toEqual([])
  })
  test('twin, a login: without the trigger refuse_erased, an erased person has a login', async () => {
    await race.db.query('drop trigger refuse_erased on login')
    await loginMeanwhile()
    expect(await broken()).toEqual([HAS_DATA])
  })
})

describe('somebody is erased and their pass is scanned at once:', () => {
  const ARRIVAL = /merge_arrival/
  const run = async (first: First, through = (db: Db) => db) => {
    const [one] = (await race.crowd(1)) as [Someone]
    const manager = await race.persona('manager')
    const ask = processFor(race.start(1), 0)
    const { booking } = (await ask(one, 'POST', '/api/bookings', { session: TALK, people: [one.id] })).body
    const { pass } = (await ask(one, 'GET', `/api/bookings/${booking.id}/pass`)).body
    race.world.clock.now = MONDAY_TEN + 3.5 * HOUR
    const scans = scansSentAt(race.world.clock.now, [{ pass: passShownAt(pass, race.world.clock.now), told: true }])
    const barrier = createBarrier(2)
    const waits = latch({ erasing: ARRIVAL, asking: /from erase_person\(/, either: /^nothing$/ }[first])
    const processes = race.start(2, (db) => readTogether(waits.through(through(db)), CALLER, barrier))
    const erasing = processFor(processes, 0)(one, 'DELETE', '/api/me?sure=yes')
    const scanning = processFor(processes, 1)(manager, 'POST', '/api/attendance', scans)
    await (first === 'erasing' ? erasing : first === 'asking' ? scanning : undefined)
    waits.open()
    const [answer] = (await scanning).body.answers
    const there = await race.db.query('select 1 from attendance where person_id = $1', [one.id])
    return { erased: countAnswers([await erasing]), flag: answer.flag, there: there.length }
  }
  test('erasure first: they are erased, and the scan is flagged as cancelled', async () => {
    expect(await run('erasing')).toEqual({ erased: { 200: 1 }, flag: 'cancelled', there: 0 })
    expect(await broken()).toEqual([])
  })
  test('scan first: the arrival counts, and the erasure is refused', async () => {
    expect(await run('asking')).toEqual({ erased: { 'inside-now': 1 }, flag: undefined, there: 1 })
    expect(await broken()).toEqual([])
  })
  test('at once: either they are erased or the arrival counts', async () => {
    const { erased, there } = await run('either')
    expect(there === 1 ? 'inside-now' in erased : '200' in erased).toBe(true)
    expect(await broken()).toEqual([])
  })
  test('twin: without the check of arrivals, an erased person has an arrival', async () => {
    await patchFunction(
      race.db,
      'cancel_booking',
      `and status <> 'cancelled' and came = 0`,
      `and status <> 'cancelled'`,
    )
    expect(await run('asking')).toEqual({ erased: { 200: 1 }, flag: undefined, there: 1 })
    expect(await broken()).toEqual(expect.arrayContaining(['a booking counts its attendances, and none if cancelled']))
  })
})
