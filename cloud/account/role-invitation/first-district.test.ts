import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../runtime/invariants/find-violations'
import { resetDistrict } from '../../testing/world/reset'
import { acceptInvitation, district, end, giveRole, mine, refusalOf, type Someone } from '../../testing/world/roles'
import { openWorld, type World } from '../../testing/world/world'
import { inviteFirst } from './service'

let world: World
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  elder = await world.as('elder')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const firstCode = async () => (await inviteFirst(world.deps, createPassKeys(world.deps)))?.code ?? ''
const removeDistrictRoles = () => world.db.query(`delete from role where role = 'district'`)

test('without a district role the operator invites the first holder, who invites the others', async () => {
  await removeDistrictRoles()
  const code = await firstCode()
  const seen = await acceptInvitation(elder, code, { preview: true })
  expect([seen.status, seen.body.role, seen.body.by]).toEqual([200, district, ''])
  expect((await acceptInvitation(elder, code)).status).toBe(200)
  expect(await mine(elder)).toEqual([district])
  expect(await refusalOf(resident, code)).toBe('invitation-used')
  await giveRole(elder, resident, district)
  expect((await end(resident, elder.id, district)).status).toBe(200)
})
test('with a district role there is no first invitation', async () => {
  expect(await firstCode()).toBe('')
})
test('a newer first invitation, or a role granted meanwhile, withdraws the older one', async () => {
  await removeDistrictRoles()
  const old = await firstCode()
  const code = await firstCode()
  expect(await refusalOf(elder, old)).toBe('invitation-withdrawn')
  await world.db.query(`insert into role (person_id, role, scope) values ($1, 'district', '')`, [resident.id])
  expect(await refusalOf(elder, code)).toBe('invitation-withdrawn')
  expect(await mine(elder)).toEqual([])
})
