import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../testing/database/invariants'
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

const invited = async () => (await inviteFirst(world.deps, createPassKeys(world.deps)))?.code ?? ''
const nobody = () => world.db.query(`delete from role where role = 'district'`)

test('where the district has nobody, whoever holds the database invites the first, who invites the others', async () => {
  await nobody()
  const code = await invited()
  const seen = await acceptInvitation(elder, code, { preview: true })
  expect([seen.status, seen.body.role, seen.body.by]).toEqual([200, district, ''])
  expect((await acceptInvitation(elder, code)).status).toBe(200)
  expect(await mine(elder)).toEqual([district])
  expect(await refusalOf(resident, code)).toBe('invitation-used')
  await giveRole(elder, resident, district)
  expect((await end(resident, elder.id, district)).status).toBe(200)
})
test('where it has somebody, nobody is', async () => {
  expect(await invited()).toBe('')
})
test('one made before is good no more, nor is one when somebody else came meanwhile', async () => {
  await nobody()
  const old = await invited()
  const code = await invited()
  expect(await refusalOf(elder, old)).toBe('invitation-withdrawn')
  await world.db.query(`insert into role (person_id, role, scope) values ($1, 'district', '')`, [resident.id])
  expect(await refusalOf(elder, code)).toBe('invitation-withdrawn')
  expect(await mine(elder)).toEqual([])
})
