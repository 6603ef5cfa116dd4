import type { Role } from '@core/role'
import { DAY, moment } from '@core/time'
import { beginAnew } from '../testing/anew'
import { findViolations, footprint } from '../testing/invariants'
import {
  codeOf,
  district,
  end,
  give,
  invite,
  list,
  member,
  mine,
  ROSTER,
  type Someone,
  staff,
  station,
  street,
  take,
  tax,
} from '../testing/role'
import { MONDAY_TEN, openWorld, type World } from '../testing/world'

let world: World
let manager: Someone
let duty: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await beginAnew(world)
  manager = await world.as('manager')
  duty = await world.as('district')
  resident = await world.as('resident')
  elder = await world.as('elder')
  // The key is made once; what follows is to leave nothing behind.
  await take(elder, 'A'.repeat(30))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const standing = async (who: Someone) => (await who('GET', '/api/me')).body.person.standing

describe('who invites whom to what', () => {
  const street099: Role = { role: 'street', scope: '440112999' }
  const cases: [string, () => Someone, Role, number][] = [
    ['the district, for the district', () => duty, district, 201],
    ['the district, a department', () => duty, tax, 201],
    ['the district, a street', () => duty, street, 201],
    ['the district, a manager', () => duty, station, 201],
    ['the district, staff', () => duty, staff, 201],
    ['the district, a member', () => duty, member, 201],
    ['the district, a street that there is not', () => duty, street099, 404],
    ['the district, staff of a station that there is not', () => duty, { role: 'staff', scope: 'hp404' }, 404],
    ['the district, a member where none are looked after', () => duty, { role: 'member', scope: 'hp099' }, 404],
    ['a manager, their like', () => manager, station, 201],
    ['a manager, staff', () => manager, staff, 201],
    ['a manager, a member', () => manager, member, 201],
    ['a manager, staff of another station', () => manager, { role: 'staff', scope: 'hp099' }, 404],
    ['a manager, staff of a station that there is not', () => manager, { role: 'staff', scope: 'hp404' }, 404],
    ['a manager, a street', () => manager, street, 404],
    ['a manager, a department', () => manager, tax, 404],
    ['a manager, the district', () => manager, district, 404],
    ['a resident, anything', () => resident, staff, 404],
  ]
  test.each(cases)('%s: %s', async (_what, who, role, status) => {
    const before = await footprint(world.db)
    expect((await invite(who(), role)).status).toBe(status)
    if (status === 404) expect(await footprint(world.db)).toEqual(before)
  })
  test('a street, for its stations alone', async () => {
    await give(duty, elder, street)
    for (const role of [station, staff, member, { role: 'staff', scope: 'hp099' }] as Role[])
      expect([role, (await invite(elder, role)).status]).toEqual([role, 201])
    for (const role of [street, tax, district]) expect([role, (await invite(elder, role)).status]).toEqual([role, 404])
    await end(duty, elder.id, street)
    await give(duty, elder, { role: 'street', scope: '440112012' })
    await world.db.query(`update role set scope = '440112001' where person_id = $1`, [elder.id])
    expect((await invite(elder, staff)).status).toBe(404)
  })
  test('staff, members and departments nobody', async () => {
    for (const role of [staff, member]) await give(manager, elder, role)
    await give(duty, elder, tax)
    for (const role of [station, staff, street, tax, district, member])
      expect([role, (await invite(elder, role)).status]).toEqual([role, 404])
    for (const of of ['of=station&id=hp001', 'of=district', 'of=department', 'of=street'])
      expect((await elder('GET', `/api/roles?${of}`)).status).toBe(404)
  })
  test('a department is in the list of its own', async () => {
    await give(duty, elder, tax)
    expect(await mine(elder)).toEqual([tax])
    const { held } = await list(duty, 'of=department')
    expect(held).toEqual([{ person: elder.id, name: '陈伯安', role: tax, since: moment(MONDAY_TEN), by: '区*班' }])
    // It sees what is on, which is everybody's; of who comes, nothing.
    expect((await elder('GET', ROSTER)).status).toBe(404)
  })
})

describe('who works here', () => {
  test('is told by name to who may end it, with since when and by whom', async () => {
    await give(manager, elder, staff)
    world.clock.now += DAY
    await give(duty, resident, station)
    const { held } = await list(manager)
    expect(held).toEqual([
      { person: manager.id, name: '梁慧', role: station, me: true },
      { person: resident.id, name: '林晓梅', role: station, since: moment(MONDAY_TEN + DAY), by: '区*班' },
      { person: elder.id, name: '陈伯安', role: staff, since: moment(MONDAY_TEN), by: '梁*' },
      { person: expect.any(String), name: '周建明', role: member },
    ])
  })
  test('by the name that others may read', async () => {
    await give(manager, elder, staff)
    await world.db.query(
      `update person set name = '', new_name = '陈伯安', new_name_by = id, new_name_at = $2, moderate_at = $2 where id = $1`,
      [elder.id, moment(MONDAY_TEN)],
    )
    const { held } = await list(manager)
    expect(held.find((one: { person: string }) => one.person === elder.id).name).toBe('（名字待核）')
    // They wrote one, so they may be something.
    expect((await take(elder, await codeOf(duty, tax))).status).toBe(200)
  })
  test('is no one’s business elsewhere', async () => {
    for (const who of [resident, elder]) expect((await who('GET', '/api/roles?of=station&id=hp001')).status).toBe(404)
    for (const query of ['of=station&id=hp099', 'of=station&id=hp404', 'of=station', 'of=street', 'of=district'])
      expect([query, (await manager('GET', `/api/roles?${query}`)).status]).toEqual([query, 404])
    expect((await manager('GET', '/api/roles?of=resident')).status).toBe(400)
    expect((await world.ask('GET', '/api/roles?of=district')).status).toBe(401)
  })
})

describe('a role that is ended', () => {
  test('is over at once, and stands among those that were', async () => {
    await give(manager, elder, staff)
    expect((await elder('GET', ROSTER)).status).toBe(200)
    world.clock.now += DAY
    expect((await end(manager, elder.id, staff)).body).toEqual({})
    expect((await elder('GET', ROSTER)).status).toBe(404)
    expect(await mine(elder)).toEqual([])
    const { held, past } = await list(manager)
    expect(held).not.toContainEqual(expect.objectContaining({ person: elder.id }))
    expect(past).toEqual([
      { name: '陈伯安', role: staff, since: moment(MONDAY_TEN), endedAt: moment(MONDAY_TEN + DAY), endedBy: '梁*' },
    ])
    expect((await end(manager, elder.id, staff)).status).toBe(404)
  })
  test('is ended by those alone who may give it', async () => {
    await give(manager, elder, staff)
    const member = await world.as('member')
    await give(manager, member, staff)
    const before = await footprint(world.db)
    for (const [who, person, role] of [
      [resident, elder.id, staff],
      // To have it oneself is not enough.
      [member, elder.id, staff],
      [elder, manager.id, station],
      [elder, duty.id, district],
      [manager, duty.id, district],
      // What is not theirs, and who is not there.
      [manager, elder.id, station],
      [manager, resident.id, staff],
      [manager, '00000000-0000-4000-8000-00000000ffff', staff],
    ] as const)
      expect([person, role, (await end(who, person, role)).status]).toEqual([person, role, 404])
    expect(await footprint(world.db)).toEqual(before)
    expect((await end(duty, elder.id, staff)).status).toBe(200)
  })
  test('one lays down oneself, and that is written down too', async () => {
    await give(manager, elder, staff)
    expect((await end(elder, elder.id, staff)).status).toBe(200)
    expect(await mine(elder)).toEqual([])
    expect((await list(manager)).past).toEqual([expect.objectContaining({ name: '陈伯安', endedBy: '陈*安' })])
  })
  test('comes back with no restart of the demo', async () => {
    const { seedPeople } = await import('../demo/seed')
    await end(duty, manager.id, station)
    await seedPeople(world.deps)
    expect(await mine(manager)).not.toContainEqual(station)
  })
  test('never leaves the district with nobody', async () => {
    const refused = await end(duty, duty.id, district)
    expect([refused.status, refused.body.refusal]).toEqual([409, 'last-district'])
    const erased = await duty('DELETE', '/api/me?sure=yes')
    expect([erased.status, erased.body.refusal]).toEqual([409, 'last-district'])
    await give(duty, elder, district)
    expect((await end(elder, duty.id, district)).status).toBe(200)
    expect(await mine(duty)).toEqual([])
    expect((await end(elder, elder.id, district)).body.refusal).toBe('last-district')
    await give(elder, duty, district)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
  })
})

describe('a party member', () => {
  const study = 'hp001.study-2611231900'
  const book = (who: Someone) =>
    who('POST', '/api/bookings', { session: study, people: [who.id] }, { 'idempotency-key': `study-${who.id}-${n++}` })
  let n = 0
  test('books what is for members from then on, and no more when it is ended', async () => {
    expect((await book(elder)).body.refusal).toBe('only-members')
    await give(manager, elder, member)
    expect(await standing(elder)).toEqual(['member'])
    expect((await book(elder)).status).toBe(201)
    // It opens no desk.
    expect((await elder('GET', '/api/wards')).status).toBe(404)
    await end(manager, elder.id, member)
    expect(await standing(elder)).toEqual([])
    expect((await book(elder)).body.refusal).toBe('only-members')
  })
  test('keeps what else they are, and is one while they are one anywhere', async () => {
    const known = await world.as('member')
    expect(await standing(known)).toEqual(['member', 'veteran', 'worker'])
    await world.db.query(`insert into role (person_id, role, scope) values ($1, 'member', 'hp004')`, [known.id])
    await end(manager, known.id, member)
    expect(await standing(known)).toContain('member')
    await end(known, known.id, { role: 'member', scope: 'hp004' })
    expect(await standing(known)).toEqual(['veteran', 'worker'])
  })
})

describe('of who was erased', () => {
  test('stays what was, without a name', async () => {
    await give(duty, elder, station)
    await give(elder, resident, staff)
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
  test('everything is in the copy they take along, and nothing of others', async () => {
    await give(manager, elder, staff)
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
