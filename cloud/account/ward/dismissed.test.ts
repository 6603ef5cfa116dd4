import { DAY } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
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
  test.each([
    ['vanished', 'delete from role where person_id = $1'],
    [
      'was ended with nobody to take over',
      `delete from role where role not in ('staff', 'member') and person_id <> $1`,
    ],
  ])('is not answered again by an old key, after the role %s', async (how, deleting) => {
    const asked = [TOMORROW, 'hp001.care-2611240900'].map((session) => {
      const key = newIdempotencyKey()
      return () => worker('POST', '/api/bookings', { session, people: [added], wait: true }, key)
    })
    const person = { name: '谢阿婆', relation: 'ward', born: '1941-02' }
    const added = (await worker('POST', '/api/people', person)).body.person.id
    for (const ask of asked) expect((await ask()).text).toContain('谢阿婆')
    for (const ask of asked) expect((await ask()).text).toContain('谢阿婆')
    await world.db.query(deleting, [worker.id])
    if (how !== 'vanished') expect((await end(worker, worker.id, staff)).status).toBe(200)
    for (const ask of asked) expect((await ask()).status).toBe(404)
  })
  test('neither cancels nor accepts for a ward whom nobody took over; a seat of their own they give back', async () => {
    const mixed = await book(worker, [worker.id, ward], 'hp001.talk-2611251400')
    await world.db.query(`delete from role where role not in ('staff', 'member')`)
    await end(worker, worker.id, staff)
    for (const what of ['cancel', 'cancel?late=1', 'accept'])
      expect((await worker('POST', `/api/bookings/${ahead}/${what}`)).status).toBe(404)
    expect((await worker('POST', `/api/bookings/${mixed}/cancel`)).status).toBe(200)
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

describe('what ending a role passes on', () => {
  const listed = async (who: Someone) => (await who('GET', '/api/bookings?wards=1')).body.bookings
  const preview = (who: Someone, whom: Someone) =>
    who('POST', '/api/roles/end', { person: whom.id, role: staff, preview: true })

  test('is listed before and after: wards and coming bookings, and who takes over', async () => {
    const passed = [{ to: '梁慧', wards: 1, bookings: 1 }]
    const before = await footprint(world.db)
    expect((await preview(manager, worker)).body).toEqual({ passed })
    expect(await footprint(world.db)).toEqual(before)
    expect((await worker('GET', '/api/wards')).body.wards).toHaveLength(1)
    expect((await end(manager, worker.id, staff)).body).toEqual({ passed })
    expect((await manager('GET', '/api/wards?q=冯')).body.wards).toMatchObject([
      { id: ward, name: NAME, born: '1938-06' },
    ])
    expect((await listed(manager)).map(({ id }: { id: string }) => id)).toEqual([ahead])
    expect((await listed(worker)).map(({ id }: { id: string }) => id)).toEqual([past])
    expect((await manager('POST', `/api/bookings/${ahead}/cancel`)).body.booking.people[0].name).toBe(NAME)
  })
  test('goes to a colleague who looks after the ward already, and masks them for one who lays down a role', async () => {
    await giveRole(manager, resident, staff)
    const { code } = (await worker('POST', `/api/people/${ward}/invitation`)).body
    await resident('POST', '/api/invitations', { code, relation: 'ward' })
    expect((await preview(worker, worker)).body.passed).toEqual([{ to: '林*梅', wards: 1, bookings: 1 }])
    expect((await end(worker, worker.id, staff)).status).toBe(200)
    expect((await listed(resident)).map(({ id }: { id: string }) => id)).toEqual([ahead])
  })
  test('includes an offer that waits for an answer', async () => {
    const small = 'hp001.small-2611241600'
    const seats = await book(resident, resident.people.concat(resident.id).slice(0, 2), small)
    const waiting = { session: small, people: [ward], wait: true }
    await worker('POST', '/api/bookings', waiting, newIdempotencyKey())
    await resident('POST', `/api/bookings/${seats}/cancel`)
    await end(manager, worker.id, staff)
    const { notices } = (await manager('GET', '/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'offered', read: false })
    expect((await manager('POST', `/api/bookings/${notices[0].booking}/accept`)).body.booking.status).toBe('booked')
  })
  test('leaves a booking with a seat of the worker’s own, without the ward’s name, until it is over', async () => {
    const mixed = await book(worker, [worker.id, ward], 'hp001.talk-2611251400')
    expect((await end(manager, worker.id, staff)).body.passed).toEqual([{ to: '梁慧', wards: 1, bookings: 1 }])
    const { people } = (await worker('GET', `/api/bookings/${mixed}`)).body.booking
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['陈伯安', ''])
    const bonds = () => world.db.query('select 1 from guardianship where guardian_id = $1', [worker.id])
    expect(await bonds()).toHaveLength(2)
    world.clock.now += 3 * DAY
    await runJobs(world.deps)
    expect(await bonds()).toHaveLength(1)
  })
  test('waits where nobody can take over, and passes to the next worker of the station', async () => {
    await world.db.query(`delete from role where role not in ('staff', 'member')`)
    expect((await end(worker, worker.id, staff)).body.passed).toEqual([{ wards: 1, bookings: 0 }])
    await world.db.query(`insert into role (person_id, role, scope) values ($1, 'staff', 'hp001')`, [resident.id])
    await runJobs(world.deps)
    expect((await resident('GET', '/api/wards?q=冯')).body.wards).toMatchObject([{ name: NAME }])
    expect((await listed(resident)).map(({ id }: { id: string }) => id)).toEqual([ahead])
  })
  test('lets the worker be erased afterwards, and before only once their wards are somebody’s', async () => {
    expect((await worker('DELETE', '/api/me?sure=yes')).body.refusal).toBe('wards-left')
    await end(manager, worker.id, staff)
    expect((await worker('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect((await manager('GET', '/api/wards?q=冯')).body.wards).toHaveLength(1)
  })
})
