import { DAY } from '@core/base/time'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { end, giveRole, staff } from '../../testing/world/roles'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const TODAY = 'hp001.talk-2611231400'
const TOMORROW = 'hp001.talk-2611241400'
const NAME = '冯阿婆'
let world: World
let manager: Someone
let worker: Someone
let resident: Someone
/** A ward of the worker, with a booking that is over and one that is ahead. */
let ward: string
let past: string
let ahead: string

const book = async (who: Someone, people: string[], session: string) =>
  (await who('POST', '/api/bookings', { session, people }, newIdempotencyKey())).body.booking.id as string

beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  worker = await world.as('elder')
  resident = await world.as('resident')
  await giveRole(manager, worker, staff)
  const added = await worker('POST', '/api/people', { name: NAME, relation: 'ward', born: '1938-06' })
  ward = added.body.person.id
  past = await book(worker, [ward], TODAY)
  ahead = await book(worker, [ward], TOMORROW)
  world.clock.now += DAY / 2
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

/** What a dismissed worker is told of the ward, wherever they ask. */
async function expectNothingKnown(code: string) {
  const one = `/api/people/${ward}`
  const asked = [
    await worker('GET', '/api/bookings?wards=1'),
    await worker('GET', `/api/bookings/${past}`),
    await worker('GET', `/api/bookings/${ahead}`),
    await worker('GET', `/api/bookings/${ahead}/card`),
    await worker('GET', '/api/me/export'),
    await worker('GET', '/api/me'),
    await worker('GET', '/api/sync'),
    await worker('GET', '/api/notices'),
  ]
  for (const { text } of asked) {
    expect(text).not.toContain(NAME)
    expect(text).not.toContain('1938-06')
  }
  for (const [method, path, body] of [
    ['PATCH', one, { name: '冯婆婆' }],
    ['POST', `${one}/invitation`, undefined],
    ['DELETE', one, undefined],
    ['GET', '/api/wards', undefined],
  ] as const)
    expect([method, path, (await worker(method, path, body)).status]).toEqual([method, path, 404])
  const session = 'hp001.talk-2611251400'
  expect((await worker('POST', '/api/bookings', { session, people: [ward] }, newIdempotencyKey())).status).toBe(404)
  const joined = await resident('POST', '/api/invitations', { code, relation: 'parent' })
  expect(joined.body.refusal).toBe('bad-invitation')
}
const invitation = async () => (await worker('POST', `/api/people/${ward}/invitation`)).body.code as string

describe('a worker whose role was ended', () => {
  test('learns nothing of the ward any more, changes nothing, and invites nobody', async () => {
    const code = await invitation()
    expect((await end(manager, worker.id, staff)).status).toBe(200)
    await expectNothingKnown(code)
  })
  test('does so too where the role vanished in another way', async () => {
    const code = await invitation()
    await world.db.query('delete from role where person_id = $1', [worker.id])
    await expectNothingKnown(code)
  })
  test('does so too while they may book by proxy at another station', async () => {
    const code = await invitation()
    const duty = await world.as('district')
    await giveRole(duty, worker, { role: 'staff', scope: 'hp099' })
    await end(manager, worker.id, staff)
    expect((await worker('GET', '/api/wards')).body.wards).toEqual([])
    await end(duty, worker.id, { role: 'staff', scope: 'hp099' })
    await expectNothingKnown(code)
  })
  test('knows the ward again as their own parent, by the invitation of whoever took over', async () => {
    await end(manager, worker.id, staff)
    const { code } = (await manager('POST', `/api/people/${ward}/invitation`)).body
    const joined = await worker('POST', '/api/invitations', { code, relation: 'parent' })
    expect(joined.body.person).toMatchObject({ id: ward, name: NAME, relation: 'parent' })
  })
})
