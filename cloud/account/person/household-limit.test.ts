import { HOUSEHOLD_MOST } from '@core/account/person'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { openWorld, type World } from '../../testing/world/world'

const MOST = 12
jest.mock('@core/account/person', () => {
  const person = jest.requireActual('@core/account/person')
  return { ...person, HOUSEHOLD_MOST: 12, mayJoinHousehold: () => ({ ok: true, value: null }) }
})

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('the limit of a household is passed to the database, which has no figure of its own', async () => {
  expect(HOUSEHOLD_MOST).toBe(MOST)
  const elder = await world.as('elder')
  const join = () => elder('POST', '/api/people', { name: '亲戚', relation: 'parent' }, newIdempotencyKey())
  await world.db.query('update person set household = $2 where id = $1', [elder.id, MOST - 1])
  expect((await join()).status).toBe(201)
  expect((await join()).body).toMatchObject({ refusal: 'household-full', most: MOST })
})
