import type { DayReport } from '@core/attendance/day-report'
import { HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const MIDNIGHT = startOfDay('2026-11-24')
let world: World
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  await world.db.query('update session set starts_at = $1, ends_at = $2 where id = $3', [
    moment(MIDNIGHT - 2 * HOUR),
    moment(MIDNIGHT + 2 * HOUR),
    TALK,
  ])
})
afterAll(() => world.close())

const reportOf = async (day: string): Promise<DayReport> =>
  (await manager('GET', `/api/stations/hp001/sheet?day=${day}`)).body.sheet
let seq = 0
const scan = async (at: number, one: ScanInput) => {
  world.clock.now = at
  await manager('POST', '/api/attendance', scansSentAt(at, [{ seq: ++seq, ...one }]))
}

test('a session over midnight is whole in the report of the day on which it begins', async () => {
  const ids: string[] = []
  for (const persona of ['resident', 'elder', 'member'] as const) {
    const who = await world.as(persona)
    const { body } = await who('POST', '/api/bookings', { session: TALK, people: [who.id] }, newIdempotencyKey())
    ids.push(body.booking.id)
  }
  const [early, late, astray] = ids as [string, string, string]
  await scan(MIDNIGHT - MINUTE, { pass: early })
  await scan(MIDNIGHT + MINUTE, { pass: late })
  await scan(MIDNIGHT + 16 * MINUTE, { pass: '', kind: 'walk-in', session: TALK, seats: 2 })
  // The phone of another session's door let these in, one of whom had come before.
  for (const pass of [early, astray])
    await scan(MIDNIGHT + 20 * MINUTE, { pass, told: true, session: 'hp001.other-2611231400' })
  world.clock.now = MIDNIGHT + 3 * HOUR
  const first = await reportOf('2026-11-23')
  expect(first.sums).toMatchObject({ came: 2, walkedIn: 2, absent: 1, flagged: 1 })
  expect(first.arrivals.map(({ at, came, walkedIn }) => [at, came, walkedIn])).toEqual([
    [moment(MIDNIGHT - 15 * MINUTE), 1, 0],
    [moment(MIDNIGHT), 1, 0],
    [moment(MIDNIGHT + 15 * MINUTE), 0, 2],
  ])
  // Not the one who has a valid arrival before midnight.
  expect(first.flagged).toMatchObject([{ name: '周建明', why: 'other-session', at: moment(MIDNIGHT + 20 * MINUTE) }])
  expect(await reportOf('2026-11-24')).toMatchObject({ flagged: [], arrivals: [], sums: { came: 0, flagged: 0 } })
})
