import { STRIKE_RULE } from '@core/strike'
import { DAY, HOUR } from '@core/time'
import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, refunction } from '../testing/meddling'
import { openRace, type Race, turn } from '../testing/race'
import { MONDAY_TEN } from '../testing/world'
import { judgeSession } from './queries'
import { judgeOver } from './service'

const NOW = MONDAY_TEN + DAY
const now = () => NOW
const TALK = 'hp001.talk-2611231400'
const SMALL = 'hp001.small-2611231600'
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const book = async (sessions: string[]) => {
  const [who] = await race.crowd(1)
  for (const session of sessions) {
    if (who) await turn(race.start(1), 0)(who, 'POST', '/api/bookings', { session, people: [who.id] })
  }
}
const told = async (kind: string) => (await race.db.query('select 1 from notice where kind = $1', [kind])).length

describe('four timers judge one day at once', () => {
  const judged = async (through: (db: Db) => Db = (db) => db) => {
    await book([TALK])
    const barrier = createBarrier(4)
    const timers = Array.from({ length: 4 }, () =>
      lookTogether(through(race.db), /where not judged and status/, barrier),
    )
    return Promise.allSettled(timers.map((db) => judgeOver({ db, now, strikes: STRIKE_RULE })))
  }
  test('a place that was not used counts once, and is told once', async () => {
    const ends = await judged()
    expect(ends.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
    expect([await told('strike'), await findViolations(race.db, NOW)]).toEqual([1, {}])
  })
  test('twin: where none asks whether it was judged, all but one of them fall over the first one’s strike', async () => {
    await refunction(race.db, 'record_strikes', ' and not judged;', ';')
    expect((await judged()).filter(({ status }) => status === 'rejected')).toHaveLength(3)
  })
})

describe('two sessions are judged at once, and one who missed both is paused by the second', () => {
  const rule = { most: 2, days: 30 }
  /** Whoever has counted waits a little before they write, so that the other one counts too, if they can. */
  const pauses = async () => {
    await refunction(race.db, 'record_strikes', 'insert into strike', 'perform pg_sleep(0.3);\n    insert into strike')
    await book([TALK, SMALL])
    const barrier = createBarrier(2)
    await Promise.all(
      [TALK, SMALL].map(async (session) => {
        const missed = await race.db.query<{ id: string }>('select id from booking where session_id = $1', [session])
        const over = { station: 'hp001', session, kind: 'activity' }
        const db = meddled(race.db, /select record_strikes/, async (ask, text, params) => {
          await barrier()
          return ask(text, params)
        })
        await judgeSession(db, over, { missed: missed.map(({ id }) => id), late: [] }, rule, NOW + HOUR)
      }),
    )
    expect(await told('strike')).toBe(2)
    return told('paused')
  }
  test('once', async () => {
    expect(await pauses()).toBe(1)
  })
  test('twin: where they do not meet at the person, neither is seen as the one too many', async () => {
    await refunction(race.db, 'record_strikes', 'order by id for no key update', '')
    expect(await pauses()).toBe(0)
  })
})
