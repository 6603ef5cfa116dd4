import type { Kind, Station } from '../place/station'
import { isAtStation, type Place, ROLE_NAMES, type Role, type RoleName, reaches } from './role'

/**
 * Roles that each role may grant, and therefore end. Nobody grants a role above their own; only a station manager and the
 * district grant their own.
 */
const GRANTABLE: Record<RoleName, readonly RoleName[]> = {
  district: ROLE_NAMES,
  street: ['station', 'staff', 'member'],
  station: ['station', 'staff', 'member'],
  department: [],
  staff: [],
  member: [],
}

/** Roles available at a station of this kind; `member` only at 党群服务 (`complex`) and 新时代文明实践 (`practice`). */
export const rolesAtKind = (kind: Kind): RoleName[] =>
  kind === 'complex' || kind === 'practice' ? ['station', 'staff', 'member'] : ['station', 'staff']

/** Place of a role; for a role at a station pass the station, whose street counts too. */
export const placeOf = (role: Role, station?: Pick<Station, 'id' | 'street'>): Place => {
  if (isAtStation(role)) return { id: role.scope, ...station }
  return role.role === 'street' ? { street: role.scope } : {}
}

/** The widest of somebody's roles that lets them grant or end this role at this place; undefined where none does. */
export const grantingRole = (roles: readonly Role[], given: RoleName, place: Place): Role | undefined =>
  ROLE_NAMES.flatMap((name) => roles.filter(({ role }) => role === name)).find(
    (role) => GRANTABLE[role.role].includes(given) && reaches(role, place),
  )
