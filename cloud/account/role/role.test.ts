import type { Role } from '@core/account/role'
import { DAY, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import {
  district,
  end,
  giveRole,
  invite,
  list,
  member,
  mine,
  ROSTER,
  type Someone,
  staff,
  station,
} from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { resetRoles } from './role-setup'

let world: World
let manager: Someone
let duty: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ manager, duty, resident, elder } = await resetRoles(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const standing = async (who: Someone) => (await who('GET', '/api/me')).body.person.standing

describe('ending a role', () => {
  test('takes effect at once and lists it among past roles', async () => {
    await giveRole(manager, elder, staff)
    expect((await elder('GET', ROSTER)).status).toBe(200)
    world.clock.now += DAY
    expect((await end(manager, elder.id, staff)).body).toEqual({ passed: [] })
    expect((await elder('GET', ROSTER)).status).toBe(404)
    expect(await mine(elder)).toEqual([])
    const { held, past } = await list(manager)
    expect(held).not.toContainEqual(expect.objectContaining({ person: elder.id }))
    expect(past).toEqual([
      { name: '陈伯安', role: staff, since: moment(MONDAY_TEN), endedAt: moment(MONDAY_TEN + DAY), endedBy: '梁*' },
    ])
    expect((await end(manager, elder.id, staff)).status).toBe(404)
  })
  test('is allowed only to those who may grant it', async () => {
    await giveRole(manager, elder, staff)
    const member = await world.as('member')
    await giveRole(manager, member, staff)
    const before = await footprint(world.db)
    for (const [who, person, role] of [
      [resident, elder.id, staff],
      // Having the role oneself is not enough.
      [member, elder.id, staff],
      [elder, manager.id, station],
      [elder, duty.id, district],
      [manager, duty.id, district],
      // Roles that the person does not have, and a person who does not exist.
      [manager, elder.id, station],
      [manager, resident.id, staff],
      [manager, '00000000-0000-4000-8000-00000000ffff', staff],
    ] as const)
      expect([person, role, (await end(who, person, role)).status]).toEqual([person, role, 404])
    expect(await footprint(world.db)).toEqual(before)
    expect((await end(duty, elder.id, staff)).status).toBe(200)
  })
  test('of one’s own is allowed, and recorded too', async () => {
    await giveRole(manager, elder, staff)
    expect((await end(elder, elder.id, staff)).status).toBe(200)
    expect(await mine(elder)).toEqual([])
    expect((await list(manager)).past).toEqual([expect.objectContaining({ name: '陈伯安', endedBy: '陈*安' })])
  })
  test('is not undone by the demo’s seed', async () => {
    const { seedPeople } = await import('../../demo/seed')
    await end(duty, manager.id, station)
    await seedPeople(world.deps)
    expect(await mine(manager)).not.toContainEqual(station)
  })
  test('is refused for the last district role, and so is erasing its holder', async () => {
    const refused = await end(duty, duty.id, district)
    expect([refused.status, refused.body.refusal]).toEqual([409, 'last-district'])
    const erased = await duty('DELETE', '/api/me?sure=yes')
    expect([erased.status, erased.body.refusal]).toEqual([409, 'last-district'])
    await giveRole(duty, elder, district)
    expect((await end(elder, duty.id, district)).status).toBe(200)
    expect(await mine(duty)).toEqual([])
    expect((await end(elder, elder.id, district)).body.refusal).toBe('last-district')
    await giveRole(elder, duty, district)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
  })
})

describe('a party member', () => {
  const study = 'hp001.study-2611231900'
  const book = (who: Someone) =>
    who('POST', '/api/bookings', { session: study, people: [who.id] }, { 'idempotency-key': `study-${who.id}-${n++}` })
  let n = 0
  test('can book sessions for members until the role is ended', async () => {
    expect((await book(elder)).body.refusal).toBe('only-members')
    await giveRole(manager, elder, member)
    expect(await standing(elder)).toEqual(['member'])
    expect((await book(elder)).status).toBe(201)
    // The role gives no access to the desk.
    expect((await elder('GET', '/api/wards')).status).toBe(404)
    await end(manager, elder.id, member)
    expect(await standing(elder)).toEqual([])
    expect((await book(elder)).body.refusal).toBe('only-members')
  })
  test('keeps other standings, and stays one while a member of any station', async () => {
    const known = await world.as('member')
    expect(await standing(known)).toEqual(['member', 'veteran', 'worker'])
    await world.db.query(`insert into role (person_id, role, scope) values ($1, 'member', 'hp004')`, [known.id])
    await end(manager, known.id, member)
    expect(await standing(known)).toContain('member')
    await end(known, known.id, { role: 'member', scope: 'hp004' })
    expect(await standing(known)).toEqual(['veteran', 'worker'])
  })
})

describe('the records of roles', () => {
  test('stay after an erasure, without a name', async () => {
    await giveRole(duty, elder, station)
    await giveRole(elder, resident, staff)
    await end(elder, resident.id, staff)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
    const { past, held } = await list(manager)
    expect(held.map(({ name }: { name: string }) => name)).toEqual(['梁慧', '周建明'])
    expect(
      past.map(({ name, role, endedBy }: { name: string; role: Role; endedBy: string }) => [name, role, endedBy]),
    ).toEqual(
      expect.arrayContaining([
        ['', staff, ''],
        ['', station, ''],
      ]),
    )
  })
  test('are in the data export of their person, without data of others', async () => {
    await giveRole(manager, elder, staff)
    await invite(manager, member)
    const taken = (await elder('GET', '/api/me/export')).body
    expect(taken.rows.role).toEqual([{ person_id: elder.id, ...staff, since: expect.any(String) }])
    await end(manager, elder.id, staff)
    const after = (await elder('GET', '/api/me/export')).body
    expect(after.rows.past_role).toEqual([
      { person_id: elder.id, ...staff, since: expect.any(String), ended_at: expect.any(String) },
    ])
    const theirs = (await manager('GET', '/api/me/export')).body
    expect(theirs.rows.role_invitation).toHaveLength(2)
    const when = { since: expect.any(String), ended_at: expect.any(String) }
    expect(theirs.work.past_role).toEqual([{ ...staff, ...when, by_id: manager.id, ended_by: manager.id }])
    expect(JSON.stringify(theirs)).not.toContain(elder.id)
    expect(JSON.stringify(after)).not.toContain(manager.id)
  })
})
