import { DAY, HOUR, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const join = (more: object) =>
  resident('POST', '/api/people', { name: '小贝', relation: 'child', born: '2021-06', consent: true, ...more })
const change = (id: string, more: object, ask: World['ask'] = resident) => ask('PATCH', `/api/people/${id}`, more)
const household = async () => (await resident('GET', '/api/me')).body.people
const answerOf = async (ask: World['ask'], method: string, id: string) => {
  const { status, body } = await ask(method, `/api/people/${id}`, method === 'PATCH' ? { name: '别人' } : undefined)
  return { status, body: { ...body, requestId: '' } }
}

test("a child joins with the guardian's consent, stored with its time and scope", async () => {
  const { status, body } = await join({ name: ' 小贝 ' })
  expect(status).toBe(201)
  expect(body.person).toEqual({
    id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab]/),
    name: '小贝',
    relation: 'child',
    born: '2021-06',
    standing: [],
    consent: { at: moment(MONDAY_TEN), covers: ['name', 'born', 'booking'] },
  })
  expect((await household()).at(-1)).toEqual(body.person)
})

test('a child needs consent to join, a parent does not', async () => {
  for (const consent of [undefined, false]) {
    const refused = await join({ consent })
    expect([refused.status, refused.body.refusal]).toEqual([409, 'consent-needed'])
  }
  expect((await join({ relation: 'parent', born: undefined, consent: undefined })).status).toBe(201)
  expect(await household()).toHaveLength(3)
})

test('a “parent” under 14 needs consent like a child, when joining and when changed', async () => {
  const refused = await join({ relation: 'parent', born: '2020-01', consent: undefined })
  expect([refused.status, refused.body.refusal]).toEqual([409, 'consent-needed'])
  const { id } = (await join({ relation: 'parent', born: '1950-01', consent: undefined })).body.person
  expect((await change(id, { born: '2020-01' })).body.refusal).toBe('consent-needed')
  expect((await change(id, { born: '2020-01', consent: true })).body.person).toMatchObject({
    relation: 'parent',
    consent: { at: moment(MONDAY_TEN) },
  })
})
test('the caller cannot become a child under 14, with or without consent', async () => {
  for (const consent of [true, false, undefined]) {
    const { status, body } = await change(resident.id, { born: '2012-11', consent })
    expect([status, body.refusal, body.own]).toEqual([409, 'consent-needed', true])
  }
  expect((await change(resident.id, { born: '2012-10' })).body.person).toMatchObject({ born: '2012-10' })
})

test('a household is full with ten people, and removing one makes room', async () => {
  for (let size = 2; size < 10; size++) expect((await join({})).status).toBe(201)
  const refused = await join({})
  expect([refused.status, refused.body.refusal, refused.body.most]).toEqual([409, 'household-full', 10])
  expect(await household()).toHaveLength(10)
  expect((await resident('DELETE', `/api/people/${CHILD}`)).status).toBe(200)
  expect((await join({})).status).toBe(201)
})

describe('changing a person', () => {
  test('sets the name or the birth month, and absent fields stay', async () => {
    expect((await change(CHILD, { name: '大宝' })).body.person).toMatchObject({
      name: '大宝',
      born: '2020-03',
      relation: 'child',
    })
    expect((await change(CHILD, { born: '2020-04' })).body.person).toMatchObject({ name: '大宝', born: '2020-04' })
    const { person } = (await change(CHILD, { born: null })).body
    expect(person).toMatchObject({ id: CHILD, name: '大宝' })
    expect(person).not.toHaveProperty('born')
    expect((await change(CHILD, {})).status).toBe(200)
    expect((await change(resident.id, { name: '林小梅' })).body.person).toMatchObject({
      name: '林小梅',
      relation: 'self',
      standing: ['worker'],
    })
    expect((await household())[0]).toMatchObject({ name: '大宝' })
  })
  test('to an age below 14 needs consent, which is recorded once', async () => {
    const { id } = (await join({ born: '2010-01', consent: undefined })).body.person
    const refused = await change(id, { born: '2020-01' })
    expect([refused.status, refused.body.refusal]).toEqual([409, 'consent-needed'])
    world.clock.now += DAY
    const given = (await change(id, { born: '2020-01', consent: true })).body.person.consent
    expect(given).toEqual({ at: moment(MONDAY_TEN + DAY), covers: ['name', 'born', 'booking'] })
    // Consent that was given stays as recorded.
    world.clock.now += DAY
    expect((await change(id, { born: '2021-01', consent: true })).body.person.consent).toEqual(given)
  })
  test('works by POST with an override header, for phones without PATCH', async () => {
    const patch = (method: string, header: string) =>
      resident(method, `/api/people/${CHILD}`, method === 'GET' ? undefined : { name: '改名' }, {
        'x-http-method-override': header,
      })
    const { status, body } = await patch('POST', 'PATCH')
    expect([status, body.person.name]).toEqual([200, '改名'])
    expect((await patch('POST', 'patch')).status).toBe(200)
    const before = await footprint(world.db)
    // The header can request no other method, and only POST can carry it.
    expect((await patch('POST', 'DELETE')).status).toBe(405)
    expect((await patch('GET', 'PATCH')).status).toBe(405)
    expect((await resident('POST', '/api/people', { name: '名' }, { 'x-http-method-override': 'PATCH' })).status).toBe(
      400,
    )
    expect(await footprint(world.db)).toEqual(before)
    expect(
      (await world.ask('POST', `/api/people/${CHILD}`, { name: '改' }, { 'x-http-method-override': 'PATCH' })).status,
    ).toBe(401)
  })
})

describe('removing a person', () => {
  test('is refused while a booking is ahead, and allowed when it is past or cancelled', async () => {
    const people = [CHILD]
    const book = async (session: string) =>
      (await resident('POST', '/api/bookings', { session, people }, newIdempotencyKey())).body.booking
    const { id } = await book('hp001.talk-2611241400')
    const refused = await resident('DELETE', `/api/people/${CHILD}`)
    expect([refused.status, refused.body.refusal, refused.body.names]).toEqual([409, 'still-booked', '小宝'])
    expect(await household()).toHaveLength(2)
    await resident('POST', `/api/bookings/${id}/cancel`)
    await book('hp001.talk-2611231400')
    world.clock.now += DAY
    expect((await resident('DELETE', `/api/people/${CHILD}`)).body).toEqual({ removed: CHILD })
  })
  test('is refused while they are on a waitlist or in a running session', async () => {
    const parent = resident.people[1] as string
    const session = 'hp001.small-2611231600'
    await resident('POST', '/api/bookings', { session, people: [resident.id, parent] }, newIdempotencyKey())
    const { booking } = (
      await resident('POST', '/api/bookings', { session, people: [CHILD], wait: true }, newIdempotencyKey())
    ).body
    expect(booking.status).toBe('waiting')
    const removalOf = async (id: string) => (await resident('DELETE', `/api/people/${id}`)).body.refusal ?? 'gone'
    expect(await removalOf(CHILD)).toBe('still-booked')
    await resident('POST', `/api/bookings/${booking.id}/cancel`)
    expect(await removalOf(CHILD)).toBe('gone')
    world.clock.now = MONDAY_TEN + 6.25 * HOUR
    expect(await removalOf(parent)).toBe('still-booked')
    world.clock.now = MONDAY_TEN + 6.5 * HOUR
    expect(await removalOf(parent)).toBe('gone')
  })
  test('is 404 for oneself', async () => {
    expect((await answerOf(resident, 'DELETE', resident.id)).status).toBe(404)
    expect((await resident('GET', '/api/me')).status).toBe(200)
  })
  test('is 404 the second time', async () => {
    await resident('DELETE', `/api/people/${CHILD}`)
    expect((await answerOf(resident, 'DELETE', CHILD)).status).toBe(404)
  })
})

test.each(['PATCH', 'DELETE'])("%s of somebody else's child answers as for a missing person", async (method) => {
  const elder = await world.as('elder')
  const missing = await answerOf(elder, method, '00000000-0000-4000-8000-0000000000ff')
  expect(missing.status).toBe(404)
  for (const id of [CHILD, resident.id, 'not-an-id']) expect((await answerOf(elder, method, id)).status).toBe(404)
  expect(await answerOf(elder, method, CHILD)).toEqual(missing)
  expect((await household())[0]).toMatchObject({ name: '小宝' })
})
