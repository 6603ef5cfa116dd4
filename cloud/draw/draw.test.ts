import { checkDraw, Draw, drawOrder, type Entry } from '@core/draw'
import type { PersonaId } from '@core/persona'
import { DAY, HOUR, instant, moment } from '@core/time'
import { parse } from 'valibot'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { createBarrier, lookTogether, meddled } from '../testing/meddling'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { newSeal } from './seal'
import { drawDue } from './service'

const AT = MONDAY_TEN + HOUR
const READ = /draw_seed, s\.version/
const NAMES = ['resident', 'elder', 'member', 'enterprise', 'district'] as const satisfies readonly PersonaId[]
type Name = (typeof NAMES)[number]

let world: World
let who: Record<Name | 'manager', Someone>
beforeAll(async () => {
  world = await openWorld()
  const logged = await Promise.all([...NAMES, 'manager' as const].map(async (name) => [name, await world.as(name)]))
  who = Object.fromEntries(logged)
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate win')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

let made = 0
/** A talk at a time that no other test has, whose places are drawn an hour from now. */
async function announce(capacity: number, { seed, hash } = newSeal(world.deps.random)): Promise<string> {
  const startsAt = MONDAY_TEN + 3 * DAY + ++made * HOUR
  const session = `hp001.talk-drawn${made}`
  await world.db.query(
    `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity, draw_at, draw_seed, draw_hash)
     values ('hp001', $1, 'hp001-talk', 'activity', '讲座', $2, $3, $4, $5, $6, $7)`,
    [session, moment(startsAt), moment(startsAt + HOUR), capacity, moment(AT), seed, hash],
  )
  return session
}
async function signUp(session: string, name: Name, people = [who[name].id]): Promise<string> {
  const { body } = await who[name]('POST', '/api/bookings', { session, people }, newKey())
  expect(body.booking.status).toBe('waiting')
  return body.booking.id
}
const signUpAll = async (session: string) => {
  for (const name of NAMES) await signUp(session, name)
}
const cancel = (name: Name, booking: string) => who[name]('POST', `/api/bookings/${booking}/cancel`)
const atTheHour = (db = world.db) => {
  world.clock.now = AT
  return drawDue({ ...world.deps, db })
}
/** As a phone has it: the answer, read by the contract. */
const seen = async (session: string, ask: World['ask'] = world.ask) =>
  parse(Draw, (await ask('GET', `/api/sessions/${session}/draw`)).body.draw)
const bookingOf = async (session: string, name: Name) =>
  (await who[name]('GET', '/api/bookings')).body.bookings.find((one: { session: string }) => one.session === session)
const told = async (session: string, kind: string) =>
  (
    await world.db.query<{ person_id: string }>('select person_id from notice where session_id = $1 and kind = $2', [
      session,
      kind,
    ])
  ).map((row) => row.person_id)
const nameOf = (ticket: number) => NAMES[ticket - 1] as Name
/** A seal whose draw from these comes out as wanted. */
function sealFor(entries: Entry[], wanted: (order: number[]) => boolean) {
  for (;;) {
    const seal = newSeal(world.deps.random)
    if (wanted(drawOrder(seal.seed, entries))) return seal
  }
}

describe('a draw', () => {
  test('is known by its hash alone until its hour, and is made then and no sooner', async () => {
    const session = await announce(2)
    await signUpAll(session)
    world.clock.now = AT - 1
    await drawDue(world.deps)
    const draw = await seen(session, who.elder)
    expect(draw).toEqual({
      session,
      at: moment(AT),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      entries: [],
      order: [],
      mine: [],
    })
    expect(checkDraw(draw)).toBe('not-yet')
  })

  test('seats the first of the order, tells everybody, and any phone can check it', async () => {
    const session = await announce(2)
    const before = await seen(session)
    await signUpAll(session)
    await atTheHour()
    const draw = await seen(session, who.member)
    expect([checkDraw(draw), draw.hash, draw.mine]).toEqual(['true', before.hash, [3]])
    expect(draw.entries).toEqual(NAMES.map((_, at) => ({ ticket: at + 1, lots: 4, size: 1 })))
    const found = await Promise.all(draw.order.map((ticket) => bookingOf(session, nameOf(ticket))))
    expect(found.map(({ status, line }) => [status, line?.place])).toEqual([
      ['booked', undefined],
      ['booked', undefined],
      ['waiting', 1],
      ['waiting', 2],
      ['waiting', 3],
    ])
    const ids = draw.order.map((ticket) => who[nameOf(ticket)].id)
    expect((await told(session, 'drawn')).sort()).toEqual(ids.slice(0, 2).sort())
    expect((await told(session, 'not-drawn')).sort()).toEqual(ids.slice(2).sort())
  })

  test('has no way in from its hour until it is made; then the line goes on behind it', async () => {
    const session = await announce(2)
    await signUpAll(session)
    world.clock.now = AT
    const ask = (wait: boolean) =>
      who.manager('POST', '/api/bookings', { session, people: [who.manager.id], wait }, newKey())
    expect((await ask(true)).body.refusal).toBe('draw-on')
    await drawDue(world.deps)
    expect((await ask(false)).body.refusal).toBe('full')
    expect((await ask(true)).body.booking.line.place).toBe(4)
    const { order } = await seen(session)
    const first = nameOf(order[0] as number)
    await cancel(first, (await bookingOf(session, first)).id)
    expect((await bookingOf(session, nameOf(order[2] as number))).status).toBe('booked')
    expect(checkDraw(await seen(session, who[first]))).toBe('true')
  })

  test('is without whoever left before', async () => {
    const session = await announce(2)
    const mine = await signUp(session, 'resident')
    await signUp(session, 'elder')
    await cancel('resident', mine)
    await atTheHour()
    const draw = await seen(session, who.resident)
    expect([checkDraw(draw), draw.order, draw.mine]).toEqual(['true', [1], []])
    expect((await bookingOf(session, 'elder')).status).toBe('booked')
  })

  test('a household that is larger than what is left stays together in the line, and the next who fit are seated', async () => {
    const entries = [1, 3, 1].map((size, at): Entry => ({ ticket: at + 1, lots: 4, size }))
    const session = await announce(
      3,
      sealFor(entries, (order) => order.join() === '1,2,3'),
    )
    await signUp(session, 'elder')
    const family = await signUp(session, 'resident', [who.resident.id, ...who.resident.people])
    await signUp(session, 'member')
    await atTheHour()
    const draw = await seen(session)
    expect([checkDraw(draw), draw.entries]).toEqual(['true', entries])
    const states = await Promise.all(
      (['elder', 'resident', 'member'] as const).map(async (name) => (await bookingOf(session, name)).status),
    )
    expect(states).toEqual(['booked', 'waiting', 'booked'])
    const seats = await world.db.query('select 1 from seat where booking_id = $1 and live and not seated', [family])
    expect(seats).toHaveLength(3)
  })

  test('of nobody is a draw too, and whoever comes after it is seated', async () => {
    const session = await announce(2)
    await atTheHour()
    const draw = await seen(session)
    expect([checkDraw(draw), draw.order]).toEqual(['true', []])
    const { body } = await who.elder('POST', '/api/bookings', { session, people: [who.elder.id] }, newKey())
    expect(body.booking.status).toBe('booked')
  })

  test('is not made of what was called off, and its seed stays a secret', async () => {
    const session = await announce(2)
    await signUp(session, 'elder')
    await who.manager('POST', `/api/sessions/${session}/call-off`, { reason: '老师病了' })
    await atTheHour()
    expect(checkDraw(await seen(session))).toBe('not-yet')
    expect((await bookingOf(session, 'elder')).ended).toBe('station')
    expect(await told(session, 'not-drawn')).toEqual([])
  })

  test('of a session without one is not to be had', async () => {
    expect((await world.ask('GET', '/api/sessions/hp001.other-2611241400/draw')).status).toBe(404)
    expect((await world.ask('GET', '/api/sessions/hp001.nothing-2611241400/draw')).status).toBe(404)
  })

  test('is not announced without its seal', async () => {
    const unsealed = world.db.query('update session set draw_at = now() where id = $1', ['hp001.other-2611241400'])
    await expect(unsealed).rejects.toMatchObject({ constraint: 'session_sealed' })
  })
})

describe('whoever won of late', () => {
  const win = (person: string, at: number, booking: string) =>
    world.db.query('insert into win (person_id, at, station_id, booking_id) values ($1, $2, $3, $4)', [
      person,
      moment(at),
      'hp001',
      booking,
    ])
  const child = () => who.resident.people[0] as string

  test('has fewer lots, a party as many as the luckiest of it, for sixty days', async () => {
    const session = await announce(3)
    await signUp(session, 'resident', [who.resident.id, child()])
    for (const name of ['elder', 'member', 'enterprise'] as const) await signUp(session, name)
    await win(child(), AT - DAY, 'hp001.one')
    await win(child(), AT - 2 * DAY, 'hp001.two')
    await win(who.resident.id, AT - DAY, 'hp001.one')
    await win(who.elder.id, AT - 60 * DAY, 'hp001.three')
    await win(who.member.id, AT - 60 * DAY - 1000, 'hp001.four')
    // Two draws of one hour do not wait for one another.
    await win(who.enterprise.id, AT, 'hp001.five')
    await atTheHour()
    const draw = await seen(session)
    expect([checkDraw(draw), draw.entries.map(({ lots }) => lots)]).toEqual(['true', [1, 2, 4, 4]])
  })

  test('is written down with everybody of the party, and nobody who did not win is', async () => {
    const entries = [2, 1].map((size, at): Entry => ({ ticket: at + 1, lots: 4, size }))
    const session = await announce(
      2,
      sealFor(entries, (order) => order[0] === 1),
    )
    const booking = await signUp(session, 'resident', [who.resident.id, child()])
    await signUp(session, 'elder')
    await atTheHour()
    const wins = await world.db.query('select person_id, at, booking_id from win order by person_id')
    const won = [who.resident.id, child()].sort().map((person_id) => ({ person_id, at: AT, booking_id: booking }))
    expect(wins).toEqual(won)
  })

  test('did not win what the station called off', async () => {
    const first = await announce(2)
    await signUp(first, 'elder')
    await atTheHour()
    const lots = async () => {
      world.clock.now = MONDAY_TEN
      const session = await announce(2)
      await world.db.query("update session set draw_at = draw_at + interval '1 hour' where id = $1", [session])
      await signUp(session, 'elder')
      world.clock.now = AT + HOUR
      await drawDue(world.deps)
      return (await seen(session)).entries[0]?.lots
    }
    expect(await lots()).toBe(2)
    await world.db.query(`delete from win where booking_id not in (select id from booking where session_id = $1)`, [
      first,
    ])
    await who.manager('POST', `/api/sessions/${first}/call-off`, { reason: '台风' })
    expect(await lots()).toBe(4)
  })
})

describe('two ticks at one moment', () => {
  const bothAtOnce = async () => {
    const barrier = createBarrier(2)
    const together = () => atTheHour(lookTogether(world.db, READ, barrier))
    await Promise.all([together(), together()])
  }
  const draws = async (session: string) =>
    (await world.db.query("select 1 from change where session_id = $1 and what = 'draw'", [session])).length
  /** The database's own function with a guard taken out, until `work` is done. */
  async function unguarded(guard: string, work: () => Promise<void>) {
    const [row] = await world.db.query<{ def: string }>("select pg_get_functiondef('draw'::regproc) as def")
    const def = row?.def ?? ''
    if (!def.includes(guard)) throw new Error(`no “${guard}” in draw`)
    await world.db.query(def.replace(guard, ''))
    await work()
    await world.db.query(def)
  }

  test('draw once', async () => {
    const session = await announce(2)
    await signUpAll(session)
    await bothAtOnce()
    expect(await draws(session)).toBe(1)
    expect(await told(session, 'drawn')).toHaveLength(2)
    expect(checkDraw(await seen(session))).toBe('true')
  })
  test('twin: where it is not asked whether it was drawn, only the table is left to say no', async () => {
    const session = await announce(2)
    await signUpAll(session)
    await unguarded('s.drawn_at is not null or ', async () => {
      await expect(bothAtOnce()).rejects.toMatchObject({ constraint: 'draw_pkey' })
    })
    expect(await draws(session)).toBe(1)
  })

  /** Somebody leaves when the list was read and the draw is not written yet. */
  const leaveBetween = (booking: string) => {
    let gone = false
    return meddled(world.db, READ, async (ask, text, params) => {
      const rows = await ask(text, params)
      if (!gone) {
        gone = true
        await cancel('elder', booking)
      }
      return rows
    })
  }
  test('whoever leaves at that moment is not in it', async () => {
    const session = await announce(2)
    const booking = await signUp(session, 'elder')
    await signUp(session, 'member')
    await atTheHour(leaveBetween(booking))
    const draw = await seen(session)
    expect([checkDraw(draw), draw.entries.length, draw.order]).toEqual(['true', 1, [1]])
  })
  test('twin: where the versions are not compared, they are', async () => {
    const session = await announce(2)
    const booking = await signUp(session, 'elder')
    await signUp(session, 'member')
    await unguarded("if s.version <> p_version then return 'changed'; end if;", () => atTheHour(leaveBetween(booking)))
    expect((await seen(session)).entries).toHaveLength(2)
  })
})

test.each([
  ['the order', 'draw', 'drawn = array(select t from unnest(drawn) with ordinality u(t, nth) order by nth desc)'],
  ['the lots of one', 'draw', `entries = replace(entries::text, '"ticket":2,"lots":4', '"ticket":2,"lots":1')::json`],
  [
    'who was in it',
    'draw',
    `entries = (select json_agg(e) from json_array_elements(entries) e where e->>'ticket' <> '5')`,
  ],
  ['the seed', 'session', 'draw_seed = reverse(draw_seed)'],
] as const)('%s, changed in the database, is noticed by the phone', async (_, table, change) => {
  const session = await announce(2)
  await signUpAll(session)
  await atTheHour()
  expect(checkDraw(await seen(session))).toBe('true')
  const key = table === 'draw' ? 'session_id' : 'id'
  const [kept] = await world.db.query<{ entries: unknown }>('select entries from draw where session_id = $1', [session])
  await world.db.query(`update ${table} set ${change} where station_id = 'hp001' and ${key} = $1`, [session])
  expect(checkDraw(await seen(session))).toBe(table === 'draw' ? 'other-order' : 'other-seed')
  await world.db.query('update draw set entries = $2 where session_id = $1', [session, JSON.stringify(kept?.entries)])
})

test('a session that began undrawn is not drawn any more', async () => {
  const session = await announce(2)
  await signUp(session, 'elder')
  world.clock.now = instant((await bookingOf(session, 'elder')).startsAt)
  await drawDue(world.deps)
  expect(checkDraw(await seen(session))).toBe('not-yet')
})
