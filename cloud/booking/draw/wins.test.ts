import { DAY, HOUR, moment } from '@core/base/time'
import { checkDraw, type DrawEntry } from '@core/booking/draw'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  createDrawnSession,
  DRAW_AT,
  type Entrants,
  fetchDraw,
  loginEverybody,
  runDraw,
  sealFor,
  signUp,
} from '../../testing/world/draws'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { deleteOldWins } from './queries'
import { makeDueDraws } from './service'

let world: World
let who: Entrants
beforeAll(async () => {
  world = await openWorld()
  who = await loginEverybody(world)
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate draw_win')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

describe('a recent win', () => {
  const win = (person: string, at: number, booking: string) =>
    world.db.query('insert into draw_win (person_id, at, station_id, booking_id) values ($1, $2, $3, $4)', [
      person,
      moment(at),
      'hp001',
      booking,
    ])
  const child = () => who.resident.people[0] as string

  test('reduces the lots for sixty days; a group has as few as its person with most wins', async () => {
    const session = await createDrawnSession(world, 3)
    await signUp(who.resident, session, [who.resident.id, child()])
    for (const name of ['elder', 'member', 'enterprise'] as const) await signUp(who[name], session)
    await win(child(), DRAW_AT - DAY, 'hp001.one')
    await win(child(), DRAW_AT - 2 * DAY, 'hp001.two')
    await win(who.resident.id, DRAW_AT - DAY, 'hp001.one')
    await win(who.elder.id, DRAW_AT - 60 * DAY, 'hp001.three')
    await win(who.member.id, DRAW_AT - 60 * DAY - 1000, 'hp001.four')
    // A win at the same moment does not count: simultaneous draws are independent.
    await win(who.enterprise.id, DRAW_AT, 'hp001.five')
    await runDraw(world)
    const draw = await fetchDraw(world.ask, session)
    expect([checkDraw(draw), draw.entries.map(({ lots }) => lots)]).toEqual(['true', [1, 2, 4, 4]])
  })

  test('is deleted after 120 days', async () => {
    await win(who.elder.id, DRAW_AT - 120 * DAY, 'hp001.old')
    await win(who.elder.id, DRAW_AT - 120 * DAY - 1, 'hp001.older')
    await deleteOldWins(world.db, DRAW_AT)
    expect(await world.db.query('select booking_id from draw_win')).toEqual([{ booking_id: 'hp001.old' }])
  })
  test('is recorded for everybody in the seated group, and for nobody else', async () => {
    const entries = [2, 1].map((size, at): DrawEntry => ({ ticket: at + 1, lots: 4, size }))
    const session = await createDrawnSession(
      world,
      2,
      sealFor(world, entries, (order) => order[0] === 1),
    )
    const booking = await signUp(who.resident, session, [who.resident.id, child()])
    await signUp(who.elder, session)
    await runDraw(world)
    const wins = await world.db.query('select person_id, at, booking_id from draw_win order by person_id')
    const won = [who.resident.id, child()].sort().map((person_id) => ({ person_id, at: DRAW_AT, booking_id: booking }))
    expect(wins).toEqual(won)
  })

  test('does not count when the station calls the session off', async () => {
    const first = await createDrawnSession(world, 2)
    await signUp(who.elder, first)
    await runDraw(world)
    const lots = async () => {
      world.clock.now = MONDAY_TEN
      const session = await createDrawnSession(world, 2)
      await world.db.query("update session set draw_at = draw_at + interval '1 hour' where id = $1", [session])
      await signUp(who.elder, session)
      world.clock.now = DRAW_AT + HOUR
      await makeDueDraws(world.deps)
      return (await fetchDraw(world.ask, session)).entries[0]?.lots
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
