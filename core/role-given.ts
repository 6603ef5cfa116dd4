import { isAtStation, type Place, ROLE_NAMES, type Role, type RoleName, reaches } from './role'
import type { Kind, Station } from './station'

/** So many days an invitation to a role is good. */
export const ROLE_INVITATION_DAYS = 3
/** So many of one giver's may be open: enough for a station that begins, too few to be handed around. */
export const ROLE_INVITATIONS_MOST = 20

/** Who gives a role also ends it. Nobody gives what is above them, and to their equals only the manager of a station and the district. */
const GIVES: Record<RoleName, readonly RoleName[]> = {
  district: ROLE_NAMES,
  street: ['station', 'staff', 'member'],
  station: ['station', 'staff', 'member'],
  department: [],
  staff: [],
  member: [],
}

/** What one may be at a station; `member` only where members are looked after: 党群服务 and 新时代文明实践. */
export const rolesAt = (kind: Kind): RoleName[] =>
  kind === 'complex' || kind === 'practice' ? ['station', 'staff', 'member'] : ['station', 'staff']

/** Where a role is; of a station's the station must be known, for its street. */
export const placeOf = (role: Role, station?: Pick<Station, 'id' | 'street'>): Place => {
  if (isAtStation(role)) return { id: role.scope, ...station }
  return role.role === 'street' ? { street: role.scope } : {}
}

/** By which of theirs somebody gives, or ends, that role there; the widest of them. Undefined where they may not. */
export const giverOf = (roles: readonly Role[], given: RoleName, place: Place): Role | undefined =>
  ROLE_NAMES.flatMap((name) => roles.filter(({ role }) => role === name)).find(
    (role) => GIVES[role.role].includes(given) && reaches(role, place),
  )
