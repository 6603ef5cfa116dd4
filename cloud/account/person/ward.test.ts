import { DAY, MINUTE } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611241400'
let world: World
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const add = (who: Someone, more: object = {}) =>
  who('POST', '/api/people', { name: '冯阿婆', relation: 'ward', ...more })
const wardOf = async (who: Someone, more: object = {}) => (await add(who, more)).body.person
const namesOf = async (who: Someone, q = '') =>
  (await who('GET', `/api/wards?q=${encodeURIComponent(q)}`)).body.wards.map((one: { name: string }) => one.name)
const book = (who: Someone, people: string[], session = TALK, more: object = {}) =>
  who('POST', '/api/bookings', { session, people, ...more }, newIdempotencyKey())
const nameIn = async (id: string) =>
  (await world.db.query<{ name: string }>('select name from person where id = $1', [id]))[0]?.name

describe('a ward', () => {
  test('is added by a station worker, without consent and apart from the household', async () => {
    const { status, body } = await add(manager, { born: '1938-06', consent: true })
    expect([status, body.person]).toEqual([
      201,
      { id: expect.any(String), name: '冯阿婆', relation: 'ward', born: '1938-06', standing: [] },
    ])
    const { people } = (await manager('GET', '/api/me')).body
    expect(people).toEqual([])
    for (let size = 0; size < 10; size++)
      expect((await manager('POST', '/api/people', { name: '亲戚', relation: 'parent' })).status).toBe(201)
    expect((await add(manager)).status).toBe(201)
    expect((await manager('POST', '/api/people', { name: '亲戚', relation: 'parent' })).body.refusal).toBe(
      'household-full',
    )
  })
  test('cannot be added by a resident, for whom the relation is like an unknown value', async () => {
    const before = await footprint(world.db)
    const refusalFor = async (relation: string) => {
      const { status, body } = await add(resident, { relation })
      return [status, { ...body, requestId: '' }]
    }
    expect(await refusalFor('ward')).toEqual(await refusalFor('self'))
    expect(await refusalFor('ward')).toEqual([400, expect.objectContaining({ code: 'bad-input', where: 'relation' })])
    expect((await resident('GET', '/api/wards')).status).toBe(404)
    expect((await world.ask('GET', '/api/wards')).status).toBe(401)
    expect(await footprint(world.db)).toEqual(before)
  })
  test('cannot be a child under 14, neither when added nor when changed', async () => {
    expect((await add(manager, { born: '2012-12', consent: true })).body.refusal).toBe('consent-needed')
    const { id } = await wardOf(manager)
    const changed = await manager('PATCH', `/api/people/${id}`, { born: '2020-01', consent: true })
    expect([changed.status, changed.body.refusal]).toEqual([409, 'consent-needed'])
    expect((await manager('PATCH', `/api/people/${id}`, { name: '冯婆婆', born: '1939-01' })).body.person).toEqual({
      ...{ id, name: '冯婆婆', relation: 'ward', born: '1939-01', standing: [] },
    })
    // A worker cannot consent, so nothing is recorded.
    expect((await manager('PATCH', `/api/people/${id}`, { consent: true })).body.person).not.toHaveProperty('consent')
  })
  test('is found by a part of the name, newest first, fifty at most', async () => {
    world.clock.now += MINUTE
    await add(manager, { name: 'Anna Lee' })
    world.clock.now += MINUTE
    await add(manager, { name: '罗大妈' })
    expect(await namesOf(manager)).toEqual(['罗大妈', 'Anna Lee', '黄少芳', '梁锦棠', '罗婉芬'])
    expect(await namesOf(manager, '罗')).toEqual(['罗大妈', '罗婉芬'])
    expect(await namesOf(manager, ' lee ')).toEqual(['Anna Lee'])
    expect(await namesOf(manager, '%')).toEqual([])
    expect(await namesOf(await world.as('district'))).toEqual([])
    for (let size = 5; size < 52; size++) await add(manager, { name: '罗大妈' })
    expect(await namesOf(manager)).toHaveLength(50)
    expect((await manager('GET', `/api/wards?q=${'罗'.repeat(81)}`)).status).toBe(400)
    expect((await manager('GET', '/api/wards?q=%00')).status).toBe(400)
  })
  test('is found whatever dots, dashes, spaces and letters the search is typed with', async () => {
    for (const name of ['阿卜杜热依木·阿卜杜拉', 'Anne-Marie Ｏ', '冯阿婆']) await add(manager, { name })
    for (const q of ['木•阿', '木・阿', '木阿', '木 阿', '木．阿'])
      expect(await namesOf(manager, q)).toEqual(['阿卜杜热依木·阿卜杜拉'])
    for (const q of ['anne marie', 'ＡＮＮＥ－', 'ne—m', 'marieo'])
      expect(await namesOf(manager, q)).toEqual(['Anne-Marie Ｏ'])
    expect(await namesOf(manager, '·')).toHaveLength(6)
  })
  test('is refused beyond 500, and removing one makes room', async () => {
    await world.db.query(
      `with made as (insert into person (id, name, created_at)
         select gen_random_uuid(), '罗' || n, $2 from generate_series(1, 496) n returning id),
       bond as (insert into guardianship (guardian_id, person_id, relation, station_id, since)
         select $1, id, 'ward', 'hp001', $2 from made)
       update person set wards = wards + 496 where id = $1`,
      [manager.id, new Date(MONDAY_TEN)],
    )
    const last = await wardOf(manager)
    const refused = await add(manager)
    expect([refused.status, refused.body.refusal, refused.body.most]).toEqual([409, 'wards-full', 500])
    await manager('DELETE', `/api/people/${last.id}`)
    expect((await add(manager)).status).toBe(201)
  })
  test('is erased when their last guardian removes them', async () => {
    const { id } = await wardOf(manager)
    await book(manager, [id])
    expect((await manager('DELETE', `/api/people/${id}`)).body).toMatchObject({ refusal: 'still-booked' })
    world.clock.now += 2 * DAY
    expect((await manager('DELETE', `/api/people/${id}`)).body).toEqual({ removed: id })
    expect(await nameIn(id)).toBe('')
    expect(await namesOf(manager, '冯')).toEqual([])
    // Past proxy bookings stay, and are not listed among the worker's own bookings.
    expect((await manager('GET', '/api/bookings')).body.bookings).toEqual([])
  })
})

describe('a guardian invitation for a ward', () => {
  const codeFor = async (who: Someone, id: string) => (await who('POST', `/api/people/${id}/invitation`)).body.code
  const join = (who: Someone, code: string, relation: string) => who('POST', '/api/invitations', { code, relation })

  test('lets their adult child become a guardian, for whom the name stays', async () => {
    const { id } = await wardOf(manager)
    const { body } = await join(resident, await codeFor(manager, id), 'parent')
    expect(body.person).toMatchObject({ id, name: '冯阿婆', relation: 'parent', shared: true })
    expect((await book(resident, [id])).status).toBe(201)
    // It is the same person, whoever books.
    expect((await book(manager, [id])).body.refusal).toBe('already-booked')
    expect((await manager('DELETE', `/api/people/${id}`)).status).toBe(200)
    expect(await nameIn(id)).toBe('冯阿婆')
    expect((await book(manager, [id], 'hp001.small-2611231600')).status).toBe(404)
  })
  test('lets a colleague join, and nobody without a role', async () => {
    const { id } = await wardOf(manager)
    const district = await world.as('district')
    const code = await codeFor(manager, id)
    expect((await join(resident, code, 'ward')).body).toMatchObject({ code: 'bad-input', where: 'relation' })
    expect((await join(manager, code, 'ward')).body.refusal).toBe('in-household-already')
    expect((await join(district, code, 'ward')).body.person).toMatchObject({ id, relation: 'ward', shared: true })
    expect(await namesOf(district)).toEqual(['冯阿婆'])
    expect((await district('GET', '/api/me')).body.people).toEqual([])
    // A family may invite the station too, for a parent but not for a child.
    const [child, parent] = resident.people as [string, string]
    expect((await join(manager, await codeFor(resident, parent), 'ward')).status).toBe(201)
    expect((await join(manager, await codeFor(resident, child), 'ward')).body.where).toBe('relation')
    await world.db.query('update person set wards = 500 where id = $1', [district.id])
    expect((await join(district, await codeFor(manager, parent), 'ward')).body.refusal).toBe('wards-full')
    await world.db.query('update person set wards = 1 where id = $1', [district.id])
  })
})
