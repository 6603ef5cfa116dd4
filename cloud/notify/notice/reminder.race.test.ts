import { HOUR } from '@core/base/time'
import type { Db } from '../../db/port'
import { createBarrier, intercepted, rewritten } from '../../testing/faults/fault-injection'
import { openRace, processFor, type Race } from '../../testing/process/race'
import { MONDAY_TEN } from '../../testing/world/world'
import { remindTomorrow } from './service'

const REMINDER = /'tomorrow'/
const JOBS = 4
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** Runs four jobs at once for six bookings of tomorrow; returns the number of reminders. */
async function remindAtOnce(through: (db: Db) => Db): Promise<number> {
  const crowd = await race.crowd(6)
  const cloud = race.start(1)
  for (const who of crowd) {
    await processFor(cloud, 0)(who, 'POST', '/api/bookings', {
      session: 'hp001.talk-2611241400',
      people: [who.id],
    })
  }
  const barrier = createBarrier(JOBS)
  const together = (db: Db) =>
    intercepted(db, REMINDER, async (ask, text, params) => {
      await barrier()
      return ask(text, params)
    })
  const now = () => MONDAY_TEN + 7 * HOUR
  const jobs = Array.from({ length: JOBS }, () => through(together(race.db)))
  await Promise.all(jobs.map((db) => remindTomorrow({ db, now })))
  return (await race.db.query(`select 1 from notice where kind = 'tomorrow'`)).length
}

test('several jobs at once send one reminder for each booking', async () => {
  expect(await remindAtOnce((db) => db)).toBe(6)
})

test('twin: without the unique index, every job sends a reminder', async () => {
  await race.db.query('drop index notice_reminder')
  const apart = (db: Db) =>
    rewritten(db, REMINDER, `on conflict (person_id, booking_id, starts_at) where kind = 'tomorrow' do nothing`, '')
  expect(await remindAtOnce(apart)).toBe(6 * JOBS)
})
