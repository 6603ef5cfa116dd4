import { DAY, HOUR, instant, MINUTE, moment } from '@core/base/time'
import { sayNotice } from '@core/notify/notice-text'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { remindTomorrow } from './service'

/** Tuesday 24 November, 16:00 to 16:30 in China; from there it is moved to Wednesday, 17:00. */
const SMALL = 'hp001.small-2611241600'
const TUESDAY = '2026-11-24T08:00:00.000Z'
const WEDNESDAY = '2026-11-25T09:00:00.000Z'

let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
})
afterAll(() => world.close())

const remindAt = async (at: number) => {
  world.clock.now = at
  await remindTomorrow(world.deps)
}
const move = async (from: string, to: string) => {
  const [moved] = await world.db.query<{ outcome: string }>(
    `select outcome from move_session('hp001', $1, $2, $3, $4, $5, '台风')`,
    [SMALL, from, to, resident.id, moment(world.clock.now)],
  )
  expect(moved?.outcome).toBe('moved')
}
const reminders = async () =>
  (await resident('GET', '/api/notices')).body.notices.filter(({ kind }: { kind: string }) => kind === 'tomorrow')

test('a session that is moved after its reminder is reminded of again on the eve of its new day, once', async () => {
  await resident('POST', '/api/bookings', { session: SMALL, people: [resident.id] }, newIdempotencyKey())
  await remindAt(MONDAY_TEN + 7.5 * HOUR)
  expect(await reminders()).toMatchObject([{ startsAt: TUESDAY }])

  world.clock.now = MONDAY_TEN + 8 * HOUR
  await move(TUESDAY, WEDNESDAY)
  await remindAt(MONDAY_TEN + 8 * HOUR + MINUTE)
  // The reminder tells what it told, not the session's present time.
  const [first] = await reminders()
  expect(first).toMatchObject({ startsAt: TUESDAY, endsAt: '2026-11-24T08:30:00.000Z' })
  expect(sayNotice('zh-hans', first)).toContain('11月24日 16:00')

  await remindAt(MONDAY_TEN + DAY + 7 * HOUR - 1)
  expect(await reminders()).toHaveLength(1)
  for (const later of [0, MINUTE, HOUR]) await remindAt(MONDAY_TEN + DAY + 7 * HOUR + later)
  const all = await reminders()
  expect(all.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([WEDNESDAY, TUESDAY])
  expect(all[0]).toMatchObject({ at: moment(instant(TUESDAY) + HOUR), endsAt: '2026-11-25T09:30:00.000Z', read: false })
  expect(await findViolations(world.db)).toEqual({})
})
