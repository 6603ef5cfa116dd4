import { checkDraw, type Entry } from '@core/draw'
import { DAY, HOUR, moment } from '@core/time'
import { AT, announce, atTheHour, type Everybody, everybody, sealFor, seen, signUp } from '../testing/draw'
import { findViolations } from '../testing/invariants'
import { MONDAY_TEN, openWorld, type World } from '../testing/world'
import { drawDue } from './service'

let world: World
let who: Everybody
beforeAll(async () => {
  world = await openWorld()
  who = await everybody(world)
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate draw_win')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

describe('whoever won of late', () => {
  const win = (person: string, at: number, booking: string) =>
    world.db.query('insert into draw_win (person_id, at, station_id, booking_id) values ($1, $2, $3, $4)', [
      person,
      moment(at),
      'hp001',
      booking,
    ])
  const child = () => who.resident.people[0] as string

  test('has fewer lots, a party as many as the luckiest of it, for sixty days', async () => {
    const session = await announce(world, 3)
    await signUp(who.resident, session, [who.resident.id, child()])
    for (const name of ['elder', 'member', 'enterprise'] as const) await signUp(who[name], session)
    await win(child(), AT - DAY, 'hp001.one')
    await win(child(), AT - 2 * DAY, 'hp001.two')
    await win(who.resident.id, AT - DAY, 'hp001.one')
    await win(who.elder.id, AT - 60 * DAY, 'hp001.three')
    await win(who.member.id, AT - 60 * DAY - 1000, 'hp001.four')
    // Two draws of one hour do not wait for one another.
    await win(who.enterprise.id, AT, 'hp001.five')
    await atTheHour(world)
    const draw = await seen(world.ask, session)
    expect([checkDraw(draw), draw.entries.map(({ lots }) => lots)]).toEqual(['true', [1, 2, 4, 4]])
  })

  test('is written down with everybody of the party, and nobody who did not win is', async () => {
    const entries = [2, 1].map((size, at): Entry => ({ ticket: at + 1, lots: 4, size }))
    const session = await announce(
      world,
      2,
      sealFor(world, entries, (order) => order[0] === 1),
    )
    const booking = await signUp(who.resident, session, [who.resident.id, child()])
    await signUp(who.elder, session)
    await atTheHour(world)
    const wins = await world.db.query('select person_id, at, booking_id from draw_win order by person_id')
    const won = [who.resident.id, child()].sort().map((person_id) => ({ person_id, at: AT, booking_id: booking }))
    expect(wins).toEqual(won)
  })

  test('did not win what the station called off', async () => {
    const first = await announce(world, 2)
    await signUp(who.elder, first)
    await atTheHour(world)
    const lots = async () => {
      world.clock.now = MONDAY_TEN
      const session = await announce(world, 2)
      await world.db.query("update session set draw_at = draw_at + interval '1 hour' where id = $1", [session])
      await signUp(who.elder, session)
      world.clock.now = AT + HOUR
      await drawDue(world.deps)
      return (await seen(world.ask, session)).entries[0]?.lots
    }
    expect(await lots()).toBe(2)
    await world.db.query(
      `delete from draw_win where booking_id not in (select id from booking where session_id = $1)`,
      [first],
    )
    await who.manager('POST', `/api/sessions/${first}/call-off`, { reason: '台风' })
    expect(await lots()).toBe(4)
  })
})
