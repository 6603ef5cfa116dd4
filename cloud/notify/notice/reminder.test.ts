import { HOUR } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { remindTomorrow } from './service'

jest.mock('@core/notify/notice', () => ({ ...jest.requireActual('@core/notify/notice'), REMIND_FROM: '12:00' }))

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('reminders are sent from the time given in core, not before', async () => {
  const resident = await world.as('resident')
  const request = { session: 'hp001.talk-2611241400', people: [resident.id] }
  expect((await resident('POST', '/api/bookings', request, newIdempotencyKey())).status).toBe(201)
  const reminders = async (at: number) => {
    world.clock.now = at
    await remindTomorrow(world.deps)
    return (await world.db.query(`select 1 from notice where kind = 'tomorrow'`, [])).length
  }
  expect(await reminders(MONDAY_TEN + 2 * HOUR - 1)).toBe(0)
  expect(await reminders(MONDAY_TEN + 2 * HOUR)).toBe(1)
})
