import { findViolations, footprint } from '../testing/database/invariants'
import { openWorld, type World } from '../testing/world/world'
import { seedDemoBookings } from './demo-bookings'
import { seedDemoStaff } from './demo-staff'

type Held = { person: string; name: string; role: { role: string } }
let world: World
beforeAll(async () => {
  world = await openWorld()
  await seedDemoBookings(world.deps, [])
  await seedDemoStaff(world.deps)
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const held = async (): Promise<Held[]> => {
  const manager = await world.as('manager')
  return (await manager('GET', '/api/roles?of=station&id=hp001')).body.held
}

test('the demo’s station has people of every kind, and somebody who was there before', async () => {
  const district = await world.as('district')
  expect((await held()).map(({ role }) => role.role)).toEqual(['station', 'station', 'staff', 'staff', 'member'])
  const { past } = (await district('GET', '/api/roles?of=station&id=hp001')).body
  expect(past).toHaveLength(1)
  for (const of of ['street', 'department'])
    expect((await district('GET', `/api/roles?of=${of}`)).body.held.length).toBeGreaterThan(0)
})
test('seeded again it is the same; whom a manager sent away stays away', async () => {
  const before = await footprint(world.db)
  await seedDemoStaff(world.deps)
  expect(await footprint(world.db)).toEqual(before)
  const manager = await world.as('manager')
  const one = (await held()).find(({ role }) => role.role === 'staff') as Held
  const ended = { person: one.person, role: { role: 'staff', scope: 'hp001' } }
  expect((await manager('POST', '/api/roles/end', ended)).status).toBe(200)
  await seedDemoStaff(world.deps)
  expect((await held()).map(({ person }) => person)).not.toContain(one.person)
})
