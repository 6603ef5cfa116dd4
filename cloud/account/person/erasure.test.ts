import { DAY } from '@core/base/time'
import { seedPeople } from '../../demo/seed'
import { findViolations } from '../../runtime/invariants/find-violations'
import { dumpDatabase } from '../../testing/database/dump'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { CHILD, openWorld, type World } from '../../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Every row of every table, as text. */
test('a removed person’s name and birth month are nowhere in the database, nor seeded again', async () => {
  const resident = await world.as('resident')
  const rareName = '罕"名\\儿'
  await resident('PATCH', `/api/people/${CHILD}`, { name: rareName, born: '2019-07' })
  const book = (session: string, people: string[]) =>
    resident('POST', '/api/bookings', { session, people }, newIdempotencyKey())
  const { booking } = (await book('hp001.talk-2611231400', [resident.id, CHILD])).body
  // A refusal is stored for retries, with the name of the person it is about.
  expect((await book('hp001.other-2611231400', [CHILD])).body.names).toBe(rareName)
  expect(await dumpDatabase(world.db)).toContain('罕')

  world.clock.now += DAY
  expect((await resident('DELETE', `/api/people/${CHILD}`)).status).toBe(200)
  const left = await dumpDatabase(world.db)
  expect(left).not.toContain('罕')
  expect(left).not.toContain('2019-07')
  // The booking stays, without the name.
  const [mine] = (await resident('GET', '/api/bookings')).body.bookings
  expect(mine.people).toEqual([
    { id: resident.id, name: '林晓梅', came: false },
    { id: CHILD, name: '', came: false },
  ])
  expect(mine.id).toBe(booking.id)

  // The demo's seed runs every hour.
  await seedPeople(world.deps)
  const { people } = (await resident('GET', '/api/me')).body
  expect(people.map((one: { id: string }) => one.id)).not.toContain(CHILD)
  expect(await findViolations(world.db)).toEqual({})
})

test('a retry of a booking after the removal answers with the same booking', async () => {
  const elder = await world.as('elder')
  const { person } = (await elder('POST', '/api/people', { name: '老伴', relation: 'parent' })).body
  const key = newIdempotencyKey()
  const bookingRequest = { session: 'hp001.talk-2611241400', people: [elder.id, person.id] }
  const first = await elder('POST', '/api/bookings', bookingRequest, key)
  world.clock.now += 2 * DAY
  await elder('DELETE', `/api/people/${person.id}`)
  const again = await elder('POST', '/api/bookings', bookingRequest, key)
  const people = [
    { id: elder.id, name: '陈伯安', came: false },
    { id: person.id, name: '', came: false },
  ]
  expect([again.status, again.body]).toEqual([201, { booking: { ...first.body.booking, people } }])
})
