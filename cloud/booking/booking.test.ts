import { openWorld, type World } from '../testing/world'

const TALK = 'hp001.talk-2611231400'
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const key = (name: string) => ({ 'idempotency-key': `key-${name}-000` })

test('a resident books for herself and her child', async () => {
  const resident = await world.as('resident')
  const answer = await resident(
    'POST',
    '/api/bookings',
    { session: TALK, people: [resident.id, resident.people[0]] },
    key('first'),
  )
  expect(answer.status).toBe(201)
  expect(answer.body.booking).toMatchObject({ session: TALK, status: 'booked' })
})
