import { findViolations } from '../../runtime/invariants/find-violations'
import { end, giveRole, invite, list, type Someone, staff } from '../../testing/world/roles'
import { openWorld, type World } from '../../testing/world/world'
import { resetRoles } from './role-setup'

let world: World
let manager: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ manager, resident, elder } = await resetRoles(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

// The clock of the tests stands still: everything here happens at the same millisecond.
test('open invitations of the same moment are listed newest first', async () => {
  const made: string[] = []
  for (let nth = 0; nth < 8; nth++) made.push((await invite(manager, staff)).body.id)
  const { open } = await list(manager)
  expect(open.map(({ id }: { id: string }) => id)).toEqual(made.reverse())
})
test('roles that ended at the same moment are listed last ended first', async () => {
  const workers = [resident, elder, await world.as('enterprise')]
  for (const one of workers) await giveRole(manager, one, staff)
  for (const { id } of workers) await end(manager, id, staff)
  const { past } = await list(manager)
  expect(past.map(({ name }: { name: string }) => name)).toEqual(['何志远', '陈伯安', '林晓梅'])
})
test('a role can be given and ended twice in a moment, and its account deleted', async () => {
  for (let time = 0; time < 2; time++) {
    await giveRole(manager, elder, staff)
    expect((await end(manager, elder.id, staff)).status).toBe(200)
  }
  await giveRole(manager, elder, staff)
  expect((await list(manager)).past).toHaveLength(2)
  expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
  expect((await list(manager)).past).toHaveLength(3)
})
