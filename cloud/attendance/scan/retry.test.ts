import { DAY } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a scan retried after midnight gets its first verdict; a new one is refused', async () => {
  const resident = await world.as('resident')
  const manager = await world.as('manager')
  const request = { session: 'hp001.talk-2611231400', people: [resident.id] }
  const { body } = await resident('POST', '/api/bookings', request, newIdempotencyKey())
  const scan = (seq: number) =>
    manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: body.booking.code, seq }]))
  expect((await scan(7)).body.answers[0].verdict).toBe('in')
  world.clock.now = MONDAY_TEN + DAY
  expect((await scan(7)).body.answers[0].verdict).toBe('in')
  expect((await scan(8)).body.answers[0]).toMatchObject({ verdict: 'refused', refusal: 'other-day' })
})
