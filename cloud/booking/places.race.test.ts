import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled } from '../testing/meddling'
import { openRace, type Race, type Someone, tally, turn } from '../testing/race'

const TALK = 'hp001.talk-2611231400'
const LOOK = /o\.about as offering/
const BOOK = /taken \+ \$4 <= capacity/
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const bookAll = (people: readonly Someone[], party: (who: Someone) => string[], through?: (db: Db) => Db) => {
  const processes = race.start(4, through)
  return Promise.all(
    people.map((who, at) => turn(processes, at)(who, 'POST', '/api/bookings', { session: TALK, people: party(who) })),
  )
}
const alone = (who: Someone) => [who.id]
const seats = async () =>
  (await race.db.query<{ n: number }>('select count(*)::int as n from seat where session_id = $1 and live', [TALK]))[0]
    ?.n

/** What one would write without thinking: look whether there is room, then write. */
const countThenInsert = (barrier: () => Promise<void>) => (db: Db) =>
  meddled(db, BOOK, async (ask, text, params = []) => {
    const room = await ask('select 1 from session where id = $1 and taken + $2 <= capacity', [params[1], params[3]])
    await barrier()
    return room.length ? ask(text.replace('and taken + $4 <= capacity', ''), params) : []
  })

describe('forty people for ten places', () => {
  test('ten are booked, thirty are told that it is full', async () => {
    const people = await race.crowd(40)
    const barrier = createBarrier(people.length)
    const answers = await bookAll(people, alone, (db) => lookTogether(db, LOOK, barrier))
    expect(tally(answers)).toEqual({ 201: 10, full: 30 })
    expect(await seats()).toBe(10)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: counted first and written then, forty are', async () => {
    await race.db.query('alter table session drop constraint session_not_oversold')
    const people = await race.crowd(40)
    const answers = await bookAll(people, alone, countThenInsert(createBarrier(people.length)))
    expect(tally(answers)).toEqual({ 201: 40 })
    expect(Object.keys(await findViolations(race.db))).toContain('1 booked ≤ capacity')
  })
  test("twin: counted first, the table's own check still holds, and says so by failing", async () => {
    const people = await race.crowd(40)
    const answers = await bookAll(people, alone, countThenInsert(createBarrier(people.length)))
    expect(tally(answers)).toEqual({ 201: 10, fault: 30 })
    expect(await findViolations(race.db)).toEqual({})
  })
})

describe('households of three, for what is left', () => {
  const households = async (count: number) => {
    const heads = await race.crowd(count)
    const others = await race.crowd(count * 2)
    const bond = (head: Someone, other: Someone | undefined) =>
      race.db.query(
        `with bond as (insert into guardianship values ($1, $2, 'parent', null, now()))
         update person set household = household + 1 where id = $1`,
        [head.id, other?.id],
      )
    for (const [at, head] of heads.entries())
      for (const other of [others[at * 2], others[at * 2 + 1]]) await bond(head, other)
    const party = new Map(
      heads.map((head, at) => [head, [head.id, others[at * 2]?.id as string, others[at * 2 + 1]?.id as string]]),
    )
    return { heads, party: (who: Someone) => party.get(who) as string[] }
  }
  test('two places seat nobody of three', async () => {
    await race.db.query('update session set capacity = 2 where id = $1', [TALK])
    const { heads, party } = await households(4)
    const answers = await bookAll(heads, party)
    expect(tally(answers)).toEqual({ full: 4 })
    expect(new Set(answers.map(({ body }) => body.left))).toEqual(new Set([2]))
    expect(await seats()).toBe(0)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('ten places seat three households, and one place stays', async () => {
    const { heads, party } = await households(8)
    const barrier = createBarrier(heads.length)
    const answers = await bookAll(heads, party, (db) => lookTogether(db, LOOK, barrier))
    expect(tally(answers)).toEqual({ 201: 3, full: 5 })
    expect(await seats()).toBe(9)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: counted first and written then, all eight sit on ten places', async () => {
    await race.db.query('alter table session drop constraint session_not_oversold')
    const { heads, party } = await households(8)
    expect(tally(await bookAll(heads, party, countThenInsert(createBarrier(heads.length))))).toEqual({ 201: 8 })
    expect(Object.keys(await findViolations(race.db))).toContain('1 booked ≤ capacity')
  })
})
