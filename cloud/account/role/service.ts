import { maskName } from '@core/account/person'
import { isAtStation, isRole, type Place, type Role, type RoleName } from '@core/account/role'
import { grantingRole, placeOf } from '@core/account/role-grants'
import { ok, type Result, refuse } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Station } from '@core/place/station'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findStation } from '../../place/station/queries'
import { listOpenInvitations } from '../role-invitation/queries'
import { endRole, listPastHolders, listRoleHolders, type RolePlaces } from './queries'

type Asked = { of: 'station' | 'street' | 'department' | 'district'; id?: string | undefined }
type Listed = Answer<Endpoints['roles']>

/** Whose roles the caller may end there, all of them together; to others there is no such address. */
async function findWhere(deps: Deps, { roles }: Caller, { of, id }: Asked): Promise<RolePlaces> {
  const station = of === 'station' && id ? await findStation(deps.db, id) : undefined
  if (of === 'station' && !station) throw new ApiError('not-found')
  // No street’s alone is asked for: who gives one gives all.
  const place: Place = station ?? {}
  const names: readonly RoleName[] = station ? ['station', 'staff', 'member'] : [of]
  if (!names.every((name) => grantingRole(roles, name, place))) throw new ApiError('not-found')
  return { names, ...(station ? { scope: station.id } : {}) }
}

const since = (at: Instant | null) => (at === null ? {} : { since: moment(at) })

export async function rolesAtPlace(deps: Deps, caller: Caller, asked: Asked): Promise<Listed> {
  const where = await findWhere(deps, caller, asked)
  const [held, open, past] = await Promise.all([
    listRoleHolders(deps.db, where),
    listOpenInvitations(deps.db, where, deps.now()),
    listPastHolders(deps.db, where),
  ])
  return {
    held: held.map(({ person, name, role, by, ...one }) => ({
      person,
      name,
      role,
      ...since(one.since),
      ...(by === null ? {} : { by: maskName(by) }),
      ...(person === caller.id ? { me: true as const } : {}),
    })),
    open: open.map(({ id, role, by, until }) => ({ id, role, by: maskName(by), until: moment(until) })),
    past: past.map(({ name, role, endedAt, endedBy, ...one }) => ({
      name,
      role,
      ...since(one.since),
      endedAt: moment(endedAt),
      endedBy: maskName(endedBy),
    })),
  }
}

/** By which of theirs the caller gives that role, or ends it; to who may not, the place is as unknown as none. */
export async function findGrantingRole(
  deps: Deps,
  { roles }: Caller,
  role: Role,
): Promise<{ giver: Role; station?: Station }> {
  const station = isAtStation(role) ? await findStation(deps.db, role.scope) : undefined
  const giver = grantingRole(roles, role.role, placeOf(role, station))
  if (!giver) throw new ApiError('not-found')
  return { giver, ...(station ? { station } : {}) }
}

/** One's own is laid down by itself. */
export async function endSomeonesRole(deps: Deps, caller: Caller, person: string, role: Role): Promise<Result<object>> {
  const own = person === caller.id && caller.roles.find((one) => isRole(one, role))
  const giver = own || (await findGrantingRole(deps, caller, role)).giver
  const outcome = await endRole(deps.db, { person, role, by: caller.id, giver }, deps.now())
  if (outcome === 'gone') throw new ApiError('not-found')
  return outcome === 'last-district' ? refuse({ refusal: outcome }) : ok({})
}
