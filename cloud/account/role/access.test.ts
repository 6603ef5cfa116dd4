import type { Role } from '@core/account/role'
import { DAY, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import {
  acceptInvitation,
  codeOf,
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
  street,
  tax,
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

describe('who may invite to which role:', () => {
  const unknownStreet: Role = { role: 'street', scope: '440112999' }
  const cases: [string, () => Someone, Role, number][] = [
    ['the district may invite to the district', () => duty, district, 201],
    ['the district may invite to a department', () => duty, tax, 201],
    ['the district may invite to a street', () => duty, street, 201],
    ['the district may invite a manager', () => duty, station, 201],
    ['the district may invite staff', () => duty, staff, 201],
    ['the district may invite a member', () => duty, member, 201],
    ['the district gets 404 for a street that does not exist', () => duty, unknownStreet, 404],
    [
      'the district gets 404 for staff of a station that does not exist',
      () => duty,
      { role: 'staff', scope: 'hp404' },
      404,
    ],
    ['the district gets 404 for a member where there are none', () => duty, { role: 'member', scope: 'hp099' }, 404],
    ['a manager may invite another manager', () => manager, station, 201],
    ['a manager may invite staff', () => manager, staff, 201],
    ['a manager may invite a member', () => manager, member, 201],
    ['a manager gets 404 for staff of another station', () => manager, { role: 'staff', scope: 'hp099' }, 404],
    [
      'a manager gets 404 for staff of a station that does not exist',
      () => manager,
      { role: 'staff', scope: 'hp404' },
      404,
    ],
    ['a manager gets 404 for a street', () => manager, street, 404],
    ['a manager gets 404 for a department', () => manager, tax, 404],
    ['a manager gets 404 for the district', () => manager, district, 404],
    ['a resident gets 404', () => resident, staff, 404],
  ]
  test.each(cases)('%s', async (_what, who, role, status) => {
    const before = await footprint(world.db)
    expect((await invite(who(), role)).status).toBe(status)
    if (status === 404) expect(await footprint(world.db)).toEqual(before)
  })
  test('a street may invite for its stations only', async () => {
    await giveRole(duty, elder, street)
    for (const role of [station, staff, member, { role: 'staff', scope: 'hp099' }] as Role[])
      expect([role, (await invite(elder, role)).status]).toEqual([role, 201])
    for (const role of [street, tax, district]) expect([role, (await invite(elder, role)).status]).toEqual([role, 404])
    await end(duty, elder.id, street)
    await giveRole(duty, elder, { role: 'street', scope: '440112012' })
    await world.db.query(`update role set scope = '440112001' where person_id = $1`, [elder.id])
    expect((await invite(elder, staff)).status).toBe(404)
  })
  test('staff, members and departments may invite nobody', async () => {
    for (const role of [staff, member]) await giveRole(manager, elder, role)
    await giveRole(duty, elder, tax)
    for (const role of [station, staff, street, tax, district, member])
      expect([role, (await invite(elder, role)).status]).toEqual([role, 404])
    for (const of of ['of=station&id=hp001', 'of=district', 'of=department', 'of=street'])
      expect((await elder('GET', `/api/roles?${of}`)).status).toBe(404)
  })
  test('a department is listed among the departments', async () => {
    await giveRole(duty, elder, tax)
    expect(await mine(elder)).toEqual([tax])
    const { held } = await list(duty, 'of=department')
    expect(held).toEqual([{ person: elder.id, name: '陈伯安', role: tax, since: moment(MONDAY_TEN), by: '郑*燕' }])
    // It has no access to rosters.
    expect((await elder('GET', ROSTER)).status).toBe(404)
  })
})

describe('the list of role holders', () => {
  test('shows name, start and inviter to those who may end the roles', async () => {
    await giveRole(manager, elder, staff)
    world.clock.now += DAY
    await giveRole(duty, resident, station)
    const { held } = await list(manager)
    expect(held).toEqual([
      { person: manager.id, name: '梁慧', role: station, me: true },
      { person: resident.id, name: '林晓梅', role: station, since: moment(MONDAY_TEN + DAY), by: '郑*燕' },
      { person: elder.id, name: '陈伯安', role: staff, since: moment(MONDAY_TEN), by: '梁*' },
      { person: expect.any(String), name: '周建明', role: member },
    ])
  })
  test('shows the name that others may see', async () => {
    await giveRole(manager, elder, staff)
    await world.db.query(
      `update person set name = '', new_name = '陈伯安', new_name_by = id, new_name_at = $2, moderate_at = $2 where id = $1`,
      [elder.id, moment(MONDAY_TEN)],
    )
    const { held } = await list(manager)
    expect(held.find((one: { person: string }) => one.person === elder.id).name).toBe('（名字待核）')
    // One's own is shown to oneself.
    await giveRole(duty, elder, station)
    const own = (await list(elder)).held.filter((one: { person: string }) => one.person === elder.id)
    expect(own.map((one: { name: string }) => one.name)).toEqual(['陈伯安', '陈伯安'])
    // A held name is enough to accept a role.
    expect((await acceptInvitation(elder, await codeOf(duty, tax))).status).toBe(200)
  })
  test('is 404 for everybody else', async () => {
    for (const who of [resident, elder]) expect((await who('GET', '/api/roles?of=station&id=hp001')).status).toBe(404)
    for (const query of ['of=station&id=hp099', 'of=station&id=hp404', 'of=station', 'of=street', 'of=district'])
      expect([query, (await manager('GET', `/api/roles?${query}`)).status]).toEqual([query, 404])
    expect((await manager('GET', '/api/roles?of=resident')).status).toBe(400)
    expect((await world.ask('GET', '/api/roles?of=district')).status).toBe(401)
  })
})
