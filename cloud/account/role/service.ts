import { maskName } from '@core/account/person'
import { ok, type Result, refuse } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import {
  endRole,
  listOpenInvitations,
  listPastHolders,
  listRoleHolders,
  type RolePlaces,
  type RoleToEnd,
} from './queries'

type Listed = Answer<Endpoints['roles']>

const since = (at: Instant | null) => (at === null ? {} : { since: moment(at) })

export async function rolesAtPlace(deps: Deps, caller: Caller, where: RolePlaces): Promise<Listed> {
  const [held, open, past] = await Promise.all([
    listRoleHolders(deps.db, where, caller.id),
    listOpenInvitations(deps.db, where, caller.id, deps.now()),
    listPastHolders(deps.db, where, caller.id),
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

export async function endSomeonesRole(deps: Deps, ending: RoleToEnd): Promise<Result<Answer<Endpoints['endRole']>>> {
  const ended = await endRole(deps.db, ending, deps.now())
  // The person does not have that role, or the caller's own role has ended meanwhile.
  if (ended.outcome === 'gone') throw new ApiError('not-found')
  if (ended.outcome === 'last-district') return refuse({ refusal: ended.outcome })
  // Whoever lays down a role of their own may not be allowed to see who else works there.
  const nameOf = (name: string) => (ending.person === ending.by ? maskName(name) : name)
  const passed = ended.passed.map(({ to, ...what }) => ({ ...(to === null ? {} : { to: nameOf(to) }), ...what }))
  return ok({ passed })
}
