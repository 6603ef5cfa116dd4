import { seedDistrict } from '../demo/seed'
import { planAhead } from '../offering/plan'
import { MONDAY_TEN, OFFERINGS, type World } from './world'

/** A world as it was opened, its people still logged in: for tests that change what is planned. */
export async function planAfresh(world: World): Promise<void> {
  world.clock.now = MONDAY_TEN
  await world.db.query(
    'truncate attendance, seat, person_time, idempotency, booking, session_change, notice, closure, session, offering',
  )
  await seedDistrict(world.deps, { streets: [], stations: [], offerings: OFFERINGS })
  await planAhead(world.deps)
}
