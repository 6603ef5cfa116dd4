import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { scansSentAt } from '../../testing/world/scans'
import { openWorld, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('somebody who came early has not come to a session that is called off', async () => {
  const [resident, manager] = [await world.as('resident'), await world.as('manager')]
  const request = { session: TALK, people: [resident.id] }
  const { booking } = (await resident('POST', '/api/bookings', request, newIdempotencyKey())).body
  const scan = scansSentAt(world.clock.now, [{ pass: booking.code }])
  expect((await manager('POST', '/api/attendance', scan)).body.answers[0].verdict).toBe('in')
  expect((await manager('POST', `/api/sessions/${TALK}/call-off`, { reason: '停电' })).status).toBe(200)
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  expect((await resident('GET', `/api/bookings/${booking.id}`)).body.booking).toMatchObject({
    status: 'cancelled',
    people: [expect.objectContaining({ came: false })],
  })
  // The same scan, sent again by a phone that got no answer.
  expect((await manager('POST', '/api/attendance', scan)).body.answers[0]).toMatchObject({ flag: 'cancelled' })
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
})
