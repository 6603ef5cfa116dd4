import { planAhead } from '../../catalogue/offering/plan'
import { seedDistrict } from '../../demo/seed'
import { MONDAY_TEN, OFFERINGS, type World } from './world'

/** Resets offerings, sessions and bookings, and keeps people and logins: for tests that change what is planned. */
export async function resetPlan(world: World): Promise<void> {
  world.clock.now = MONDAY_TEN
  await world.db.query(
    'truncate attendance, seat, person_time, idempotency, booking, session_change, notice, closure, closing, closing_session, session, offering',
  )
  await seedDistrict(world.deps, { streets: [], stations: [], offerings: OFFERINGS })
  await planAhead(world.deps)
}
