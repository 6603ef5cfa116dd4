import { checkDraw } from '@core/booking/draw'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, readTogether } from '../../testing/faults/fault-injection'
import {
  cancel,
  createDrawnSession,
  type Entrants,
  fetchDraw,
  loginEverybody,
  noticedPeople,
  runDraw,
  signUp,
  signUpAll,
} from '../../testing/world/draws'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'

const READ = /draw_seed, s\.version/

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

describe('two jobs draw at once:', () => {
  const bothAtOnce = async () => {
    const barrier = createBarrier(2)
    const together = () => runDraw(world, readTogether(world.db, READ, barrier))
    await Promise.all([together(), together()])
  }
  const draws = async (session: string) =>
    (await world.db.query("select 1 from session_change where session_id = $1 and what = 'draw'", [session])).length
  /** Runs `work` with one guard removed from the stored function. */
  async function unguarded(guard: string, work: () => Promise<void>) {
    const [row] = await world.db.query<{ def: string }>("select pg_get_functiondef('apply_draw'::regproc) as def")
    const def = row?.def ?? ''
    if (!def.includes(guard)) throw new Error(`no “${guard}” in apply_draw`)
    await world.db.query(def.replace(guard, ''))
    await work()
    await world.db.query(def)
  }

  test('the draw is made once', async () => {
    const session = await createDrawnSession(world, 2)
    await signUpAll(who, session)
    await bothAtOnce()
    expect(await draws(session)).toBe(1)
    expect(await noticedPeople(world, session, 'drawn')).toHaveLength(2)
    expect(checkDraw(await fetchDraw(world.ask, session))).toBe('true')
  })
  test('twin: without the check of drawn_at, only the primary key prevents a second draw', async () => {
    const session = await createDrawnSession(world, 2)
    await signUpAll(who, session)
    await unguarded('s.drawn_at is not null or ', async () => {
      await expect(bothAtOnce()).rejects.toMatchObject({ constraint: 'draw_pkey' })
    })
    expect(await draws(session)).toBe(1)
  })

  /** Cancels a booking after the entries were read and before the draw is written. */
  const cancelBetween = (booking: string) => {
    let cancelled = false
    return intercepted(world.db, READ, async (ask, text, params) => {
      const rows = await ask(text, params)
      if (!cancelled) {
        cancelled = true
        await cancel(who.elder, booking)
      }
      return rows
    })
  }
  test('a booking cancelled between read and write is not in the draw', async () => {
    const session = await createDrawnSession(world, 2)
    const booking = await signUp(who.elder, session)
    await signUp(who.member, session)
    await runDraw(world, cancelBetween(booking))
    const draw = await fetchDraw(world.ask, session)
    expect([checkDraw(draw), draw.entries.length, draw.order]).toEqual(['true', 1, [1]])
  })
  test('twin: without the comparison of versions, the cancelled booking is in the draw', async () => {
    const session = await createDrawnSession(world, 2)
    const booking = await signUp(who.elder, session)
    await signUp(who.member, session)
    await unguarded("if s.version <> p_version then return 'changed'; end if;", () =>
      runDraw(world, cancelBetween(booking)),
    )
    expect((await fetchDraw(world.ask, session)).entries).toHaveLength(2)
  })
})
