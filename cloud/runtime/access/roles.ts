import { isAtStation, isRole, type Place, type Role, type RoleName } from '@core/account/role'
import { grantingRole, placeOf, rolesAtKind } from '@core/account/role-grants'
import type { RolePlaces } from '../../account/role/queries'
import { findOffered } from '../../account/role-invitation/queries'
import { findStation, listStreets } from '../../place/station/queries'
import type { ById, Placed, Resolver } from './resolver'

// Who may grant and end a role is a table of its own (`core/account/role-grants.ts`), beside the table of acts. A role
// that the caller may not grant resolves to undefined here, and so answers like a missing one.

/** The role of the caller that entitles them to grant or end this one. */
type Given = { giver: Role }

type Listing = { query: { of: 'station' | 'street' | 'department' | 'district'; id?: string | undefined } }

export const roleList: Resolver<Listing, Placed<RolePlaces>> = async ({ db }, { roles }, { query: { of, id } }) => {
  const station = of === 'station' && id ? await findStation(db, id) : undefined
  if (of === 'station' && !station) return undefined
  // Not filtered by street: those who may grant one of these roles may grant all of them.
  const place: Place = station ?? {}
  const names: readonly RoleName[] = station ? ['station', 'staff', 'member'] : [of]
  if (!names.every((name) => grantingRole(roles, name, place))) return undefined
  return { place, found: { names, ...(station ? { scope: station.id } : {}) } }
}

/** A role to be granted: the place must exist and have such a role. */
export const newRole: Resolver<{ body: { role: Role } }, Placed<Given>> = async ({ db }, { roles }, { body }) => {
  const { role } = body
  const station = isAtStation(role) ? await findStation(db, role.scope) : undefined
  if (isAtStation(role) && !(station && rolesAtKind(station.kind).includes(role.role))) return undefined
  if (role.role === 'street' && !(await listStreets(db)).some(({ code }) => code === role.scope)) return undefined
  const place = placeOf(role, station)
  const giver = grantingRole(roles, role.role, place)
  return giver && { place, found: { giver } }
}

type Held = { body: { person: string; role: Role } }

/** A role that somebody holds. One's own role entitles one to end it. */
export const heldRole: Resolver<Held, Placed<Given>> = async ({ db }, caller, { body: { person, role } }) => {
  const station = isAtStation(role) ? await findStation(db, role.scope) : undefined
  const place = placeOf(role, station)
  const own = person === caller.id ? caller.roles.find((one) => isRole(one, role)) : undefined
  const giver = own ?? grantingRole(caller.roles, role.role, place)
  return giver && { place, owner: own && caller.id, found: { giver } }
}

export const roleInvitation: Resolver<ById, Placed<undefined>> = async ({ db }, { roles }, { params }) => {
  const offered = await findOffered(db, params.id)
  if (!offered) return undefined
  const { what, street } = offered
  // One to a standing is the district's: only it may do the act for the district as a whole.
  if (!what.role) return { place: {}, found: undefined }
  const { role } = what
  const place = placeOf(role, isAtStation(role) && street ? { id: role.scope, street } : undefined)
  return grantingRole(roles, role.role, place) && { place, found: undefined }
}
