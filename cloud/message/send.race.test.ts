import { DAY, MINUTE, moment } from '@core/time'
import { type Db, isTransient } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, rewritten } from '../testing/meddling'
import { openRace, type Race, type Someone } from '../testing/race'
import { type Connected, connectWechat } from '../testing/wechat'
import { MONDAY_TEN } from '../testing/world'
import { tendMessages } from './send'

const PEOPLE = 12
const PROCESSES = 4
const CLAIM = /update message m set status = case/
const COLLECT = /insert into message/
let race: Race
let wechat: Connected
let crowd: Someone[]
beforeEach(async () => {
  race = await openRace()
  wechat = await connectWechat(race.world)
  crowd = await race.crowd(PEOPLE)
  for (const { id } of crowd) await wechat.meet(id, `o-${id}`)
})
afterEach(async () => {
  await wechat.stop()
  await race.end()
})

/** Each is told of so many changes, may be sent so many of them, and WeChat would let as many through as there are. */
async function told(changes: number, allowed: number): Promise<void> {
  for (const { id } of crowd) {
    wechat.standIn.grant(`o-${id}`, wechat.settings.templates.moved, changes)
    await race.db.query(`insert into message_permission values ($1, 'moved', $2, $3)`, [
      id,
      allowed,
      moment(MONDAY_TEN),
    ])
    await race.db.query(
      `insert into notice (person_id, kind, at, station_id, session_id)
       select $1, 'moved', $2, 'hp001', 'hp001.small-2611241600' from generate_series(1, $3::int)`,
      [id, moment(MONDAY_TEN), changes],
    )
  }
}

/** So many processes send at the same moment. How many messages do phones show? */
async function sent(through: (db: Db) => Db): Promise<number> {
  const ends = await Promise.allSettled(
    Array.from({ length: PROCESSES }, () => {
      const deps = { ...race.world.deps, db: through(race.world.db) }
      return tendMessages({ ...deps, wechat: wechat.clientOf(race.world.deps) })
    }),
  )
  expect(ends.filter(({ status }) => status === 'rejected')).toEqual([])
  return wechat.standIn.messages().length
}
/** All of them come to the statement before one of them asks it. */
function together(which: RegExp): (db: Db) => Db {
  const barrier = createBarrier(PROCESSES)
  return (db) =>
    meddled(db, which, async (ask, text, params) => {
      await barrier()
      return ask(text, params)
    })
}
/** Two who meet at one person are told so by WeChat (43108), and one of them tries again. */
const untilDone = async (through: (db: Db) => Db) => {
  await sent(through)
  race.world.clock.now += MINUTE
  return sent((db) => db)
}

describe('four processes send what twelve people are told', () => {
  test('each message once', async () => {
    await told(1, 3)
    expect(await untilDone(together(CLAIM))).toBe(PEOPLE)
    const left = await race.db.query<{ allowed: number }>('select allowed from message_permission')
    expect(left.map(({ allowed }) => allowed)).toEqual(Array(PEOPLE).fill(2))
    expect(await findViolations(race.db, MONDAY_TEN)).toEqual({})
  })
  test('twin: where a claimed row is not left alone, more than once', async () => {
    await told(1, 99)
    for (const { id } of crowd) wechat.standIn.grant(`o-${id}`, wechat.settings.templates.moved, 9)
    const meet = together(CLAIM)
    // Slow enough for all to look before one has written.
    const slow = (db: Db) => rewritten(db, CLAIM, 'select f.person_id, f.notice_id,', '$& pg_sleep(0.05),')
    await untilDone((db) => meet(slow(rewritten(db, CLAIM, 'for update of m skip locked', ''))))
    const [row] = await race.db.query<{ spent: number }>('select sum(99 - allowed) as spent from message_permission')
    expect(row?.spent).toBeGreaterThan(PEOPLE)
  })
})

describe('each is told three things, and allowed two messages', () => {
  test('two are sent, and no permission is used that was not given', async () => {
    await told(3, 2)
    await untilDone(together(CLAIM))
    for (let round = 0; round < 4; round++) {
      race.world.clock.now += MINUTE
      await sent((db) => db)
    }
    expect(wechat.standIn.messages()).toHaveLength(2 * PEOPLE)
    const rows = await race.db.query<{ status: string; n: number }>(
      'select status, count(*) as n from message group by status order by status',
    )
    expect(rows).toEqual([
      { status: 'none', n: PEOPLE },
      { status: 'sent', n: 2 * PEOPLE },
    ])
    expect(await findViolations(race.db, MONDAY_TEN)).toEqual({})
  })
  test('twin: where nobody looks whether there is one left, more are sent than were allowed', async () => {
    await race.db.query('alter table message_permission drop constraint message_permission_left')
    await told(3, 2)
    const unasked = (db: Db) =>
      rewritten(
        rewritten(db, CLAIM, 'where p.allowed > 0 order by', 'order by'),
        CLAIM,
        'and p.allowed > 0 returning',
        'returning',
      )
    for (let round = 0; round < 5; round++) {
      await sent(unasked)
      race.world.clock.now += MINUTE
    }
    expect(wechat.standIn.messages().length).toBeGreaterThan(2 * PEOPLE)
    expect(await findViolations(race.db, MONDAY_TEN + DAY)).toHaveProperty('no permission is used that was not given')
  })
})

describe('four processes make messages of the same notices', () => {
  /** How many they make, and how many of them are told that they stand in each other's way. */
  const made = async (through: (db: Db) => Db) => {
    await told(2, 0)
    const barrier = createBarrier(PROCESSES)
    let deadlocks = 0
    const counted = (db: Db) =>
      meddled(through(db), COLLECT, (ask, text, params) =>
        ask(text, params).catch((fault) => {
          if (!isTransient(fault)) throw fault
          deadlocks += 1
          return []
        }),
      )
    await sent((db) => lookTogether(counted(db), COLLECT, barrier))
    return { made: (await race.db.query('select 1 from message')).length, deadlocks }
  }
  test('one of each', async () => {
    expect(await made((db) => db)).toEqual({ made: 2 * PEOPLE, deadlocks: 0 })
    expect(await findViolations(race.db, MONDAY_TEN)).toEqual({})
  })
  test('twin: where they share what is due and meet at no key, several, or they stand in each other’s way', async () => {
    await race.db.query('alter table message drop constraint message_once')
    const shared = (db: Db) =>
      meddled(db, COLLECT, (ask, text, params) => {
        const bare = text.replace('for update skip locked', '')
        if (bare === text) throw new Error('no guard')
        // Slow enough for all to look before one has written.
        return ask(
          bare.replace(
            "'queued', $1, d.at",
            "'queued', $1, d.at + (case when pg_sleep(0.01)::text = '' then interval '0' end)",
          ),
          params,
        )
      })
    const { made: several, deadlocks } = await made(shared)
    expect(several > 2 * PEOPLE || deadlocks > 0).toBe(true)
  })
})
