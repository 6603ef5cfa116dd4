import { seedPeople } from '../../demo/seed'
import { MONDAY_TEN, type World } from './world'

/** Deletes all bookings, notices and messages; logins stay. */
export async function clearBookings({ db }: World): Promise<void> {
  await db.query(
    'truncate attendance, scan, seat, person_time, idempotency, session_change, notice, message, message_permission, pending_erasure, strike, booking',
  )
  await db.query(
    `update session set taken = 0, walked_in = 0, waiting = 0, held = 0, last_place = 0, version = 1, status = 'open', reason = '', judged = false
     where version > 1 or judged or status <> 'open'`,
  )
}

/** Resets the district, including its people. Faster than opening another world. */
export async function resetDistrict(world: World): Promise<void> {
  world.clock.now = MONDAY_TEN
  await clearBookings(world)
  await world.db.query('truncate person cascade')
  await seedPeople(world.deps)
}
