import { findViolations } from '../runtime/invariants/find-violations'
import { footprint } from '../testing/database/footprint'
import { openWorld, type World } from '../testing/world/world'
import { seedDemoBookings } from './demo-bookings'
import { seedDemoStaff } from './demo-staff'

type RoleHolder = { person: string; name: string; role: { role: string } }
let world: World
beforeAll(async () => {
  world = await openWorld()
  await seedDemoBookings(world.deps, [])
  await seedDemoStaff(world.deps)
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const holders = async (): Promise<RoleHolder[]> => {
  const manager = await world.as('manager')
  return (await manager('GET', '/api/roles?of=station&id=hp001')).body.held
}

test('the demo has people in every kind of role, and one ended role', async () => {
  const district = await world.as('district')
  expect((await holders()).map(({ role }) => role.role)).toEqual(['station', 'station', 'staff', 'staff', 'member'])
  const { past } = (await district('GET', '/api/roles?of=station&id=hp001')).body
  expect(past).toHaveLength(1)
  for (const of of ['street', 'department'])
    expect((await district('GET', `/api/roles?of=${of}`)).body.held.length).toBeGreaterThan(0)
})
test('seeding again changes nothing and does not restore a role that a manager ended', async () => {
  const before = await footprint(world.db)
  await seedDemoStaff(world.deps)
  expect(await footprint(world.db)).toEqual(before)
  const manager = await world.as('manager')
  const one = (await holders()).find(({ role }) => role.role === 'staff') as RoleHolder
  const ended = { person: one.person, role: { role: 'staff', scope: 'hp001' } }
  expect((await manager('POST', '/api/roles/end', ended)).status).toBe(200)
  await seedDemoStaff(world.deps)
  expect((await holders()).map(({ person }) => person)).not.toContain(one.person)
})
