import { DAY, HOUR, MINUTE, moment } from '@core/base/time'
import { STRIKE_RULE } from '@core/booking/strike'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, patchFunction, readTogether } from '../../testing/faults/fault-injection'
import { openRace, processFor, type Race } from '../../testing/process/race'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN } from '../../testing/world/world'
import { judgeSession } from './queries'
import { judgeEndedSessions } from './service'

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
    if (who) await processFor(race.start(1), 0)(who, 'POST', '/api/bookings', { session, people: [who.id] })
  }
}
const countNotices = async (kind: string) =>
  (await race.db.query('select 1 from notice where kind = $1', [kind])).length

describe('four jobs judge one day at once', () => {
  const judgeAtOnce = async (through: (db: Db) => Db = (db) => db) => {
    await book([TALK])
    const barrier = createBarrier(4)
    const jobs = Array.from({ length: 4 }, () => readTogether(through(race.db), /where not judged and status/, barrier))
    return Promise.allSettled(jobs.map((db) => judgeEndedSessions({ db, now, strikes: STRIKE_RULE })))
  }
  test('an unused seat gets one strike and one notice', async () => {
    const ends = await judgeAtOnce()
    expect(ends.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
    expect([await countNotices('strike'), await findViolations(race.db, NOW)]).toEqual([1, {}])
  })
  test('twin: without the check of judged, all but one fail on the strike of the first', async () => {
    await patchFunction(race.db, 'record_strikes', ' and not judged;', ';')
    expect((await judgeAtOnce()).filter(({ status }) => status === 'rejected')).toHaveLength(3)
  })
})

describe('two sessions missed by one person are judged at once; the second strike pauses booking', () => {
  const rule = { most: 2, days: 30 }
  /** Returns the notices of the pause. Each transaction waits after its count, so that the other counts too if it can. */
  const countPauses = async () => {
    await patchFunction(
      race.db,
      'record_strikes',
      'insert into strike',
      'perform pg_sleep(0.3);\n    insert into strike',
    )
    await book([TALK, SMALL])
    const barrier = createBarrier(2)
    await Promise.all(
      [TALK, SMALL].map(async (session) => {
        const missed = await race.db.query<{ id: string }>('select id from booking where session_id = $1', [session])
        const over = { station: 'hp001', session, kind: 'activity' }
        const db = intercepted(race.db, /select record_strikes/, async (ask, text, params) => {
          await barrier()
          return ask(text, params)
        })
        await judgeSession(db, over, { missed: missed.map(({ id }) => id), late: [] }, rule, NOW + HOUR)
      }),
    )
    expect(await countNotices('strike')).toBe(2)
    return countNotices('paused')
  }
  test('one notice of the pause is sent', async () => {
    expect(await countPauses()).toBe(1)
  })
  test('twin: without the lock on the person, neither strike is counted as the second', async () => {
    await patchFunction(race.db, 'record_strikes', 'order by id for no key update', '')
    expect(await countPauses()).toBe(0)
  })
})

describe('a phone tells of an arrival in time while its session is judged', () => {
  const LATE = MONDAY_TEN + 4 * HOUR + 16 * MINUTE
  /** The arrival is merged after the job has read that they came late, and before it writes the strike. */
  const judgeMeanwhile = async () => {
    await book([TALK])
    const [{ id }] = (await race.db.query('select id from booking')) as [{ id: string }]
    const manager = await race.persona('manager')
    const tell = (at: number, device: string) =>
      processFor(race.start(1), 0)(
        manager,
        'POST',
        '/api/attendance',
        scansSentAt(race.world.clock.now, [{ pass: id, at: moment(at), device, told: true }]),
      )
    race.world.clock.now = LATE
    await tell(LATE, 'gate-1')
    race.world.clock.now = NOW
    const db = intercepted(race.db, /select record_strikes/, async (ask, text, params) => {
      if (params?.includes(TALK)) expect((await tell(LATE - MINUTE, 'gate-2')).body.answers[0].verdict).toBe('in')
      return ask(text, params)
    })
    await judgeEndedSessions({ db, now, strikes: STRIKE_RULE })
    return race.db.query('select why, status from strike')
  }
  test('the strike for coming late is taken back', async () => {
    expect(await judgeMeanwhile()).toEqual([{ why: 'came-late', status: 'forgiven' }])
    expect(await findViolations(race.db, NOW)).toEqual({})
  })
  test('twin: where judging takes nothing back, it counts', async () => {
    await patchFunction(race.db, 'withdraw_strikes', "k.status <> 'forgiven'", 'false')
    expect(await judgeMeanwhile()).toEqual([{ why: 'came-late', status: 'counts' }])
  })
})
