import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import type { Someone, World } from '../../testing/world/world'

/** Resets the district and logs in the people of the erasure tests. */
export async function resetPeople(world: World) {
  await resetDistrict(world)
  const [resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  return { resident, elder, manager }
}

export const book = (who: Someone, session: string, people = [who.id], more: object = {}) =>
  who('POST', '/api/bookings', { session, people, ...more }, newIdempotencyKey())
export const erase = (who: Someone) => who('DELETE', '/api/me?sure=yes')
export const rowsOf = ({ db }: World, table: string, where: string, value: string) =>
  db.query(`select * from ${table} where ${where} = $1`, [value])
