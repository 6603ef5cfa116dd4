import { resetDistrict } from '../../testing/world/reset'
import { acceptInvitation } from '../../testing/world/roles'
import type { World } from '../../testing/world/world'

/** Resets the district and logs in the people of the role tests. */
export async function resetRoles(world: World) {
  await resetDistrict(world)
  const manager = await world.as('manager')
  const duty = await world.as('district')
  const resident = await world.as('resident')
  const elder = await world.as('elder')
  // The first code creates the signing key: later tests compare the number of rows before and after a request.
  await acceptInvitation(elder, 'A'.repeat(30))
  return { manager, duty, resident, elder }
}
