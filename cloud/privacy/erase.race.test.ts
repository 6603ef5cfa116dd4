import { HOUR } from '@core/time'
import type { Db } from '../db/port'
import { sent, shownAt } from '../testing/door'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, refunction, rewritten } from '../testing/meddling'
import { openRace, type Race, type Someone, tally, turn } from '../testing/race'
import { MONDAY_TEN } from '../testing/world'

const TALK = 'hp001.talk-2611231400'
const DAYS = [23, 24, 25, 26]
const CALLER = /from login l where/
const [PLACE, NOWHERE] = ['14 who was erased has a place nowhere', '14 who was erased has nothing but a number']
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** What `which` matches goes on when this is called. */
function latch(which: RegExp) {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const through = (db: Db) =>
    meddled(db, which, async (ask, text, params) => {
      await opened
      return ask(text, params)
    })
  return { through, open: () => open() }
}

type First = 'erasing' | 'asking' | 'either'
type Ask = [method: string, path: string, body?: object]

/** All are known by their login. Then the erasing goes first, or what was asked (a statement that `which` matches), or nobody knows. */
async function clash(who: Someone, asks: Ask[], which: RegExp, first: First, through = (db: Db) => db) {
  const barrier = createBarrier(asks.length + 1)
  const waits = latch({ erasing: which, asking: /from erase_person\(/, either: /^nothing$/ }[first])
  const processes = race.start(asks.length + 1, (db) => lookTogether(waits.through(through(db)), CALLER, barrier))
  const erasing = turn(processes, 0)(who, 'DELETE', '/api/me?sure=yes')
  const asking = Promise.all(asks.map((ask, at) => turn(processes, at + 1)(who, ...ask)))
  await (first === 'erasing' ? erasing : first === 'asking' ? asking : undefined)
  waits.open()
  return { erased: tally([await erasing]), asked: tally(await asking) }
}
const broken = async () => Object.keys(await findViolations(race.db))

describe('somebody is erased and books, at once:', () => {
  const bookings = ({ id }: Someone): Ask[] =>
    DAYS.map((day) => ['POST', '/api/bookings', { session: `hp001.talk-2611${day}1400`, people: [id] }])
  const run = (who: Someone, first: First) => clash(who, bookings(who), /from book\(/, first)

  test('they have a place nowhere, whoever comes first', async () => {
    const [one, two, three] = (await race.crowd(3)) as [Someone, Someone, Someone]
    expect(await run(one, 'erasing')).toEqual({ erased: { 200: 1 }, asked: { 'not-found': 4 } })
    expect(await run(two, 'asking')).toEqual({ erased: { 200: 1 }, asked: { 201: 4 } })
    expect((await run(three, 'either')).erased).toEqual({ 200: 1 })
    expect(await broken()).toEqual([])
    expect(await race.db.query(`select 1 from booking where status <> 'cancelled'`)).toEqual([])
  })
  test('twin: where a booking does not hold their own bond, who is gone has four places', async () => {
    await refunction(
      race.db,
      'book',
      'where bond.kept is null',
      'where p.person <> n_booker[p.nth] and bond.kept is null',
    )
    const [one] = (await race.crowd(1)) as [Someone]
    expect(await run(one, 'erasing')).toEqual({ erased: { 200: 1 }, asked: { 201: 4 } })
    expect(await broken()).toEqual(expect.arrayContaining([PLACE]))
  })
  test('twin: where the erasing does not hold it, what it did not see yet stays', async () => {
    const held = 'order by guardian_id, person_id for update'
    for (const _ of [1, 2]) await refunction(race.db, 'erase_person', held, 'order by guardian_id, person_id')
    // Who books has the bond and waits a little, and then writes; the erasing has looked meanwhile.
    await refunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.5);\n  -- In one order, for')
    await refunction(
      race.db,
      'erase_person',
      'delete from guardianship',
      'perform pg_sleep(0.3);\n  delete from guardianship',
    )
    const [one] = (await race.crowd(1)) as [Someone]
    expect(await run(one, 'either')).toEqual({ erased: { 200: 1 }, asked: { 201: 4 } })
    expect(await broken()).toEqual(expect.arrayContaining([PLACE]))
  })
})

describe('somebody is erased while a no is written down that names them:', () => {
  const KEEPING = /insert into idempotency[\s\S]+on conflict do nothing/
  const refusedTwice = async (through?: (db: Db) => Db) => {
    const [one] = (await race.crowd(1)) as [Someone]
    // Nobody knows their age, and it says so by name.
    const wish: Ask = ['POST', '/api/bookings', { session: 'hp001.care-2611240900', people: [one.id] }]
    const outcome = await clash(one, [wish, wish], KEEPING, 'erasing', through)
    return { ...outcome, named: (await race.db.query(`select 1 from idempotency where answer like '%路人%'`)).length }
  }
  test('no answer is kept that does', async () => {
    expect(await refusedTwice()).toEqual({ erased: { 200: 1 }, asked: { 'not-found': 2 }, named: 0 })
    expect(await broken()).toEqual([])
  })
  test('twin: kept without a look at their bond, both do', async () => {
    const guard = "where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)"
    const { named } = await refusedTwice((db) => rewritten(db, KEEPING, guard, 'where true'))
    expect(named).toBe(2)
    expect(await broken()).toEqual([NOWHERE])
  })
})

describe('somebody is erased while they make something of their own:', () => {
  const made: [string, Ask, RegExp][] = [
    ['a child', ['POST', '/api/people', { name: '小孩', relation: 'child', consent: true }], /insert into person/],
    ['a calendar’s address', ['POST', '/api/calendar'], /insert into calendar/],
  ]
  test.each(made)('%s: they are told to log in, and nothing is there', async (_what, ask, which) => {
    const [one, two] = (await race.crowd(2)) as [Someone, Someone]
    expect(await clash(one, [ask], which, 'erasing')).toEqual({ erased: { 200: 1 }, asked: { 'login-needed': 1 } })
    expect((await clash(two, [ask], which, 'either')).erased).toEqual({ 200: 1 })
    expect(await broken()).toEqual([])
    expect(await race.db.query(`select 1 from person where name = '小孩'`)).toEqual([])
  })
  test.each(made)('twin, %s: where that is not looked at, it is there', async (_what, ask, which) => {
    await race.db.query('drop trigger refuse_erased on guardianship; drop trigger refuse_erased on calendar')
    const [one] = (await race.crowd(1)) as [Someone]
    const { asked } = await clash(one, [ask], which, 'erasing')
    expect(asked).not.toEqual({ 'login-needed': 1 })
    expect(await broken()).toEqual(expect.arrayContaining([NOWHERE]))
  })

  const loginMeanwhile = async () => {
    const one = await race.persona('elder')
    const waits = latch(/insert into login/)
    const [quick, slow] = [turn(race.start(1), 0), turn(race.start(1, waits.through), 0)]
    const login = slow({ id: '', token: '' }, 'POST', '/api/login', { persona: 'elder' })
    const erased = await quick(one, 'DELETE', '/api/me?sure=yes')
    waits.open()
    return { erased: tally([erased]), login: tally([await login]) }
  }
  test('a login: there is none', async () => {
    expect(await loginMeanwhile()).toEqual({ erased: { 200: 1 }, login: { 'login-needed': 1 } })
    expect(await broken()).toEqual([])
  })
  test('twin, a login: they are in, and nobody', async () => {
    await race.db.query('drop trigger refuse_erased on login')
    await loginMeanwhile()
    expect(await broken()).toEqual([NOWHERE])
  })
})

describe('somebody is erased and let in at the door, at once:', () => {
  const DOOR = /merge_arrival/
  const run = async (first: First, through = (db: Db) => db) => {
    const [one] = (await race.crowd(1)) as [Someone]
    const manager = await race.persona('manager')
    const ask = turn(race.start(1), 0)
    const { booking } = (await ask(one, 'POST', '/api/bookings', { session: TALK, people: [one.id] })).body
    const { pass } = (await ask(one, 'GET', `/api/bookings/${booking.id}/pass`)).body
    race.world.clock.now = MONDAY_TEN + 3.5 * HOUR
    const scans = sent(race.world.clock.now, [{ pass: shownAt(pass, race.world.clock.now), told: true }])
    const barrier = createBarrier(2)
    const waits = latch({ erasing: DOOR, asking: /from erase_person\(/, either: /^nothing$/ }[first])
    const processes = race.start(2, (db) => lookTogether(waits.through(through(db)), CALLER, barrier))
    const erasing = turn(processes, 0)(one, 'DELETE', '/api/me?sure=yes')
    const scanning = turn(processes, 1)(manager, 'POST', '/api/attendance', scans)
    await (first === 'erasing' ? erasing : first === 'asking' ? scanning : undefined)
    waits.open()
    const [answer] = (await scanning).body.answers
    const there = await race.db.query('select 1 from attendance where person_id = $1', [one.id])
    return { erased: tally([await erasing]), flag: answer.flag, there: there.length }
  }
  test('they are gone and were not there, or are there and not gone', async () => {
    expect(await run('erasing')).toEqual({ erased: { 200: 1 }, flag: 'cancelled', there: 0 })
    expect(await broken()).toEqual([])
  })
  test('let in first, they are there', async () => {
    expect(await run('asking')).toEqual({ erased: { 'inside-now': 1 }, flag: undefined, there: 1 })
    expect(await broken()).toEqual([])
  })
  test('nobody knows who is first', async () => {
    const { erased, there } = await run('either')
    expect(there === 1 ? 'inside-now' in erased : '200' in erased).toBe(true)
    expect(await broken()).toEqual([])
  })
  test('twin: where it is not looked at who came, they are gone, and there', async () => {
    await refunction(race.db, 'cancel_booking', `and status <> 'cancelled' and came = 0`, `and status <> 'cancelled'`)
    expect(await run('asking')).toEqual({ erased: { 200: 1 }, flag: undefined, there: 1 })
    expect(await broken()).toEqual(
      expect.arrayContaining(['who came, came once, and nobody came to what is cancelled']),
    )
  })
})
