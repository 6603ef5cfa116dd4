import { DAY, MINUTE, moment } from '@core/base/time'
import { type Db, isTransient } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { openRace, type Race, type Someone } from '../../testing/process/race'
import { type Connected, connectWechat } from '../../testing/wechat/wechat'
import { MONDAY_TEN } from '../../testing/world/world'
import { sendMessages } from './send'

const PEOPLE = 12
const PROCESSES = 4
const LEASE = /update message m set status = case/
const QUEUE = /insert into message/
const ANY = /^/
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

/** Gives everybody so many notices and permissions; WeChat would accept a message for every notice. */
async function addNotices(changes: number, allowed: number): Promise<void> {
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

/** Sends in all processes at once; returns the number of messages delivered so far. */
async function sendAtOnce(through: (db: Db) => Db): Promise<number> {
  const ends = await Promise.allSettled(
    Array.from({ length: PROCESSES }, () => {
      const deps = { ...race.world.deps, db: through(race.world.db) }
      return sendMessages({ ...deps, wechat: wechat.clientOf(race.world.deps) })
    }),
  )
  expect(ends.filter(({ status }) => status === 'rejected')).toEqual([])
  return wechat.standIn.messages().length
}
/** Holds every process at this statement until all have reached it. */
function together(which: RegExp): (db: Db) => Db {
  const barrier = createBarrier(PROCESSES)
  return (db) =>
    intercepted(db, which, async (ask, text, params) => {
      await barrier()
      return ask(text, params)
    })
}
/** Sends twice: of two messages to one person at once, WeChat refuses one (43108), which is retried after a minute. */
const sendTwice = async (through: (db: Db) => Db) => {
  await sendAtOnce(through)
  race.world.clock.now += MINUTE
  return sendAtOnce((db) => db)
}

describe('four processes send the notices of twelve people', () => {
  test('each message is sent once', async () => {
    await addNotices(1, 3)
    expect(await sendTwice(together(LEASE))).toBe(PEOPLE)
    const left = await race.db.query<{ allowed: number }>('select allowed from message_permission')
    expect(left.map(({ allowed }) => allowed)).toEqual(Array(PEOPLE).fill(2))
    expect(await findViolations(race.db, MONDAY_TEN)).toEqual({})
  })
  test('twin: without the lock on leased rows, more permissions are spent than messages due', async () => {
    await addNotices(1, 99)
    for (const { id } of crowd) wechat.standIn.grant(`o-${id}`, wechat.settings.templates.moved, 9)
    const meet = together(LEASE)
    // Slow enough for all to read before one has written.
    const slow = (db: Db) => rewritten(db, LEASE, 'select f.person_id, f.notice_id,', '$& pg_sleep(0.02),')
    await sendTwice((db) => meet(slow(rewritten(db, LEASE, 'for update of m skip locked', ''))))
    const [row] = await race.db.query<{ spent: number }>('select sum(99 - allowed) as spent from message_permission')
    expect(row?.spent).toBeGreaterThan(PEOPLE)
  })
})

describe('everybody has three notices and two permissions', () => {
  test('two messages each are sent, and no permission is used that was not given', async () => {
    await addNotices(3, 2)
    await sendTwice(together(LEASE))
    for (let round = 0; round < 4; round++) {
      race.world.clock.now += MINUTE
      await sendAtOnce((db) => db)
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
  test('twin: without the check of permissions left, more messages are sent than were allowed', async () => {
    await race.db.query('alter table message_permission drop constraint message_permission_left')
    await addNotices(3, 2)
    const unchecked = (db: Db) =>
      rewritten(
        rewritten(db, LEASE, 'where p.allowed > 0 order by', 'order by'),
        LEASE,
        'and p.allowed > 0 returning',
        'returning',
      )
    for (let round = 0; round < 5; round++) {
      await sendAtOnce(unchecked)
      race.world.clock.now += MINUTE
    }
    expect(wechat.standIn.messages().length).toBeGreaterThan(2 * PEOPLE)
    expect(await findViolations(race.db, MONDAY_TEN + DAY)).toHaveProperty(
      'no more permissions are used than were granted',
    )
  })
})

describe('four processes queue messages for the same notices', () => {
  /**
   * Numbers of messages queued, and of statements that failed in a deadlock or conflict: the one that queues, or a later
   * one that meets duplicates.
   */
  const queueAtOnce = async (through: (db: Db) => Db) => {
    await addNotices(2, 0)
    const barrier = createBarrier(PROCESSES)
    let conflicts = 0
    const counted = (db: Db) =>
      intercepted(through(db), ANY, (ask, text, params) =>
        ask(text, params).catch((fault) => {
          if (!isTransient(fault)) throw fault
          conflicts += 1
          return []
        }),
      )
    await sendAtOnce((db) => readTogether(counted(db), QUEUE, barrier))
    return { queued: (await race.db.query('select 1 from message')).length, conflicts }
  }
  test('one message for each notice is queued', async () => {
    expect(await queueAtOnce((db) => db)).toEqual({ queued: 2 * PEOPLE, conflicts: 0 })
    expect(await findViolations(race.db, MONDAY_TEN)).toEqual({})
  })
  test('twin: without row locks and the unique key, messages are duplicated or statements conflict', async () => {
    await race.db.query('alter table message drop constraint message_once')
    const shared = (db: Db) =>
      intercepted(db, QUEUE, (ask, text, params) => {
        const bare = text.replace('for update skip locked', '')
        if (bare === text) throw new Error('no guard')
        // Slow enough for all to read before one has written, by one pause: one for each row would run into the statement
        // timeout on a busy machine, and so would waiting the usual second for a deadlock.
        const slow = "(select set_config('deadlock_timeout', '50ms', false) || pg_sleep(0.2)::text)"
        const at = `d.at + (case when ${slow} = '50ms' then interval '0' end)`
        return ask(bare.replace("'queued', $1, d.at", `'queued', $1, ${at}`), params)
      })
    const { queued, conflicts } = await queueAtOnce(shared)
    expect(queued > 2 * PEOPLE || conflicts > 0).toBe(true)
  })
})
