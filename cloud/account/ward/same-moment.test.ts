import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { resetDistrict } from '../../testing/world/reset'
import { end, giveRole, staff } from '../../testing/world/roles'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
let world: World
let manager: Someone
let worker: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  worker = await world.as('resident')
  await giveRole(manager, worker, staff)
  for (const name of NAMES) await worker('POST', '/api/people', { name, relation: 'ward' })
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const wardsOf = async (who: Someone) =>
  (await who('GET', '/api/wards')).body.wards
    .map(({ name }: { name: string }) => name)
    .filter((name: string) => NAMES.includes(name))

// The clock of the tests stands still: everything here happens at the same millisecond.
test('of two colleagues since the same moment, whoever was there first takes over', async () => {
  const [elder, firm] = [await world.as('elder'), await world.as('enterprise')]
  // The id of the first is the greater one.
  await giveRole(manager, firm, staff)
  await giveRole(manager, elder, staff)
  await world.db.query(`delete from role where role not in ('staff', 'member') or person_id = $1`, [worker.id])
  await runJobs(world.deps)
  expect(await wardsOf(firm)).toHaveLength(NAMES.length)
  expect(await wardsOf(elder)).toEqual([])
})
test('wards that are handed over together keep their order', async () => {
  await end(manager, worker.id, staff)
  expect(await wardsOf(manager)).toEqual([...NAMES].reverse())
})
