import { HOUR, MINUTE } from '@core/base/time'
import { seededRandom } from '../../demo/seeded-random'
import { type Fixture, personId, sessionId } from '../model/fixture'
import type { Clients } from './clients'

const NOW = Date.parse('2026-11-23T02:00:00.000Z')
const fixtureSession = (name: string, hours: number, capacity: number) => {
  const startsAt = NOW + hours * HOUR
  return { id: sessionId(name), startsAt, endsAt: startsAt + HOUR, capacity }
}
export const [HOT, LEFT] = [sessionId('hot'), sessionId('left')]
const [SOON, RIGHT] = [sessionId('soon'), sessionId('right')]
const HOUSEHOLDS = 40
const SINGLES = 10
const householdOf = (n: number, size: number) => ({
  id: personId(n),
  people: Array.from({ length: size }, (_, nth) => personId(n + nth * 1000)),
})
/** Households of three compete for the sessions hot and soon; single people for left and right, which overlap. */
export const RUSH_FIXTURE: Fixture = {
  now: NOW,
  sessions: [
    fixtureSession('hot', 40, 14),
    fixtureSession('soon', 20, 6),
    fixtureSession('left', 60, 4),
    fixtureSession('right', 60.5, 4),
  ],
  bookers: [
    ...Array.from({ length: HOUSEHOLDS }, (_, at) => householdOf(100 + at, 3)),
    ...Array.from({ length: SINGLES }, (_, at) => householdOf(500 + at, 1)),
  ],
  manager: personId(9),
  cancelMinutes: 120,
}

type Mine = { id: string; session: string }
type Actor = { id: string; people: readonly string[]; mine: Mine[]; random: () => number; keys: number }

/** The steps of the rush scenario. The calls of one step run concurrently. */
export function createRushScenario(clients: Clients, seed: number) {
  const { call: send, callTwice: sendTwice, get, clock } = clients
  const actors = RUSH_FIXTURE.bookers.map(
    ({ id, people }, at): Actor => ({ id, people, mine: [], random: seededRandom(seed + at), keys: 0 }),
  )
  const households = actors.slice(0, HOUSEHOLDS)
  const singles = actors.slice(HOUSEHOLDS)

  async function book(who: Actor, session: string, size: number, wait: boolean, tries = 1): Promise<void> {
    const key = `a-key-${who.id}-${++who.keys}`
    const call = { kind: 'book' as const, booker: who.id, key, session, people: who.people.slice(0, size), wait }
    const other = tries > 2 ? [send({ ...call, wait: !wait })] : []
    const booked = [...(await Promise.all([tries > 1 ? sendTwice(call) : send(call), ...other]))].find(
      (one) => one.status === 201,
    )
    if (booked) who.mine.push({ id: JSON.parse(booked.text).booking.id, session })
  }
  async function step(who: Actor): Promise<void> {
    const chance = who.random()
    const mine = who.mine[Math.floor(who.random() * who.mine.length)]
    const twice = who.random() < 0.3
    if (mine && chance < 0.35) {
      const call = { kind: 'cancel' as const, who: who.id, booking: mine.id, late: who.random() < 0.5 }
      const { status } = await (twice ? sendTwice(call) : send(call))
      // Most forget a cancelled booking; some cancel it again.
      if (status === 200 && who.random() < 0.8) who.mine = who.mine.filter((one) => one !== mine)
    } else if (mine && chance < 0.6) {
      const call = { kind: 'accept' as const, who: who.id, booking: mine.id }
      await (twice ? sendTwice(call) : send(call))
    } else {
      const session = who.random() < 0.5 ? SOON : HOT
      await book(who, session, 1 + Math.floor(who.random() * 3), who.random() < 0.8, twice ? 2 : 1)
    }
  }
  const steps = async (who: Actor, count: number) => {
    for (let nth = 0; nth < count; nth++) await step(who)
  }

  /** Changes a capacity like a manager's phone: reads the waitlist, changes that version, and retries until it succeeds. */
  async function resize(session: string, capacity: number, named: number): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      const { session: current, seated } = JSON.parse(
        (await get(RUSH_FIXTURE.manager, `/api/sessions/${session}/line`)).text,
      )
      const unseat = seated.slice(seated.length - named).map((one: { booking: string }) => one.booking)
      const change = { session, capacity, version: current.version, unseat }
      const call = { kind: 'resize' as const, who: RUSH_FIXTURE.manager, ...change }
      if ((await send(call)).status !== 200) continue
      // A second tap, whose version is outdated by then.
      await send(call)
      return
    }
  }
  const bookBothSides = async (who: Actor, at: number) => {
    const [first, second] = at % 2 ? [LEFT, RIGHT] : [RIGHT, LEFT]
    await Promise.all([book(who, first, 1, false), book(who, second, 1, false)])
    const mine = who.mine.at(-1)
    if (mine && who.random() < 0.5) await send({ kind: 'cancel', who: who.id, booking: mine.id, late: false })
  }
  const atOnce = (...all: Promise<unknown>[][]) => Promise.all(all.flat())

  return [
    () =>
      atOnce(
        households.map((who, at) =>
          book(who, HOT, 1 + (at % 3), at % 4 !== 0, at % 5 === 0 ? 2 : at % 7 === 0 ? 3 : 1),
        ),
        singles.map(bookBothSides),
      ),
    () =>
      atOnce(
        households.map((who) => steps(who, 4)),
        singles.map(bookBothSides),
        [resize(HOT, 10, 3).then(() => resize(HOT, 16, 0)), resize(SOON, 7, 0)],
      ),
    () => {
      // Earlier offers have expired, and some are accepted all the same.
      clock.now += 2 * HOUR + MINUTE
      const late = async (who: Actor) => {
        const soon = who.mine.find((one) => one.session === SOON)
        if (soon && who.random() < 0.5) await send({ kind: 'accept', who: who.id, booking: soon.id })
        await steps(who, 3)
      }
      return atOnce(households.map(late))
    },
    () => {
      // Hot starts so soon that its free seats are offered.
      clock.now = NOW + 17 * HOUR
      const off = { kind: 'callOff' as const, who: RUSH_FIXTURE.manager, session: LEFT, reason: '台风' }
      return atOnce(
        households.map((who) => steps(who, 4)),
        singles.map(bookBothSides),
        [send(off), resize(SOON, 8, 0)],
      )
    },
    () => {
      clock.now += 2 * HOUR + MINUTE
      return atOnce(households.map((who) => steps(who, 2)))
    },
    () => {
      // Soon has started.
      clock.now = NOW + 20 * HOUR
      return atOnce(households.map((who) => steps(who, 1)))
    },
  ]
}
