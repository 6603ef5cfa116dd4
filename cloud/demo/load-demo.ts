import type { Deps } from '../base/deps'
import { planAhead } from '../catalogue/offering/plan'
import { checkDemo } from './check-demo'

/** Seeds or updates the demo: district, personas, sessions, bookings and staff. Its modules are imported lazily. */
export async function loadDemo(deps: Deps): Promise<void> {
  await checkDemo(deps.db, deps.demo)
  const { loadHuangpu } = await import('./district')
  const { seedDistrict, seedPeople } = await import('./seed')
  const { PERSONAS: PEOPLE } = await import('./personas')
  const { seedDemoBookings: seedNeighbours } = await import('./demo-bookings')
  const { seedDemoStaff: seedColleagues } = await import('./demo-staff')
  await seedDistrict(deps, await loadHuangpu())
  await seedPeople(deps)
  await planAhead(deps)
  const managed = PEOPLE.flatMap(({ roles = [] }) => roles).flatMap((role) =>
    role.role === 'station' ? [role.scope] : [],
  )
  await seedNeighbours(deps, managed)
  await seedColleagues(deps)
}
