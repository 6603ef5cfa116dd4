import { seedPeople } from '../demo/seed'
import { MONDAY_TEN, type World } from './world'

/** Nobody has booked and nobody was told anything; whoever is logged in stays so. */
export async function clearBookings({ db }: World): Promise<void> {
  await db.query(
    'truncate attendance, scan, seat, person_time, idempotency, session_change, notice, message, message_permission, pending_erasure, strike, booking',
  )
  await db.query(
    `update session set taken = 0, walked_in = 0, waiting = 0, held = 0, last_place = 0, version = 1, status = 'open', reason = '', judged = false
     where version > 1 or judged or status <> 'open'`,
  )
}

/** The district as it was when the world opened, its people too. Faster than another world. */
export async function beginAnew(world: World): Promise<void> {
  world.clock.now = MONDAY_TEN
  await clearBookings(world)
  await world.db.query('truncate person cascade')
  await seedPeople(world.deps)
}
