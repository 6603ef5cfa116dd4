import { makeRoleCode, ROLE_CODE_RANDOM, readRoleCode } from '@core/account/code/role-code'
import { INVITATION_LASTS, MAX_OPEN_INVITATIONS } from '@core/account/invitation'
import { maskName } from '@core/account/person'
import { isAtStation, type Role } from '@core/account/role'
import { ok, type Result, refuse } from '@core/base/refusal'
import { addDays, type Instant, MINUTE, moment, startOfDay } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findStation, listStreets } from '../../place/station/queries'
import { crypto } from '../../util/crypto'
import { sha256 } from '../../util/hash'
import {
  deleteRoleInvitation,
  findRoleInvitation,
  hasInvitation,
  type OfferedThing,
  takeRole,
  writeFirstInvitation,
  writeRoleInvitation,
} from './queries'

/** Keys of role invitations: the one that signs today, and all that may have signed one. */
export type InvitationKeys = { ofRoles(): Promise<{ signs: Uint8Array; open: Uint8Array[] }> }

/** A new code. A standing that ends sooner cannot be accepted after its last day. */
async function makeCode(
  deps: Deps,
  keys: InvitationKeys,
  latest = Number.POSITIVE_INFINITY,
): Promise<{ code: string; until: Instant }> {
  const until = Math.min(latest, Math.floor(deps.now() / MINUTE) * MINUTE + INVITATION_LASTS)
  const { signs } = await keys.ofRoles()
  return { code: makeRoleCode(until, deps.random(ROLE_CODE_RANDOM), signs, crypto.mac), until }
}

/** Invitation to the first district role; undefined if somebody has it. It invalidates the previous one. */
export async function inviteFirst(
  deps: Deps,
  keys: InvitationKeys,
): Promise<{ code: string; until: Instant } | undefined> {
  const { code, until } = await makeCode(deps, keys)
  return (await writeFirstInvitation(deps.db, sha256(code), deps.now(), until)) ? { code, until } : undefined
}

/** Name of the role's station or street; the phone has the names of the other places. */
async function nameOf(deps: Deps, role: Role): Promise<string | undefined> {
  if (isAtStation(role)) return (await findStation(deps.db, role.scope))?.name
  if (role.role !== 'street') return undefined
  return (await listStreets(deps.db)).find(({ code }) => code === role.scope)?.name
}

/** Makes an invitation to a role or a standing; `giver`: the role of the inviter that entitles them to. */
export async function invite(deps: Deps, keys: InvitationKeys, by: string, giver: Role, what: OfferedThing) {
  const now = deps.now()
  const latest = what.role || !what.holdsTo ? undefined : startOfDay(addDays(what.holdsTo, 1))
  const { code, until } = await makeCode(deps, keys, latest)
  const making = { by, giver, what, hash: sha256(code), until, most: MAX_OPEN_INVITATIONS }
  const made = await writeRoleInvitation(deps.db, making, now)
  if (made.outcome === 'invited') return ok({ id: made.id, code, until: moment(until) })
  if (made.outcome === 'full') return refuse({ refusal: 'invitations-full', most: MAX_OPEN_INVITATIONS })
  // The inviter's own role was ended after it was looked up.
  throw new ApiError('not-found')
}

export const isMaker = ({ db, now }: Deps, person: string, code: string): Promise<boolean> =>
  hasInvitation(db, sha256(code), person, now())

export async function withdrawInvitation(deps: Deps, id: string): Promise<void> {
  // Accepted meanwhile.
  if (!(await deleteRoleInvitation(deps.db, id))) throw new ApiError('not-found')
}

type Taking = { code: string; preview: boolean }
type Offered = Answer<Endpoints['takeRole']>

/**
 * An open invitation. Forged and expired codes are refused by their own content, without a query; without a `person` nobody
 * has the role already.
 */
export async function readInvitation(
  deps: Deps,
  keys: InvitationKeys,
  code: string,
  person: string | null = null,
): Promise<Result<Offered>> {
  const until = readRoleCode(code, (await keys.ofRoles()).open, crypto.mac)
  if (until === undefined) return refuse({ refusal: 'invitation-forged' })
  if (until <= deps.now()) return refuse({ refusal: 'invitation-expired' })
  const found = await findRoleInvitation(deps.db, sha256(code), person)
  if (!found) return refuse({ refusal: 'invitation-withdrawn' })
  const { what } = found
  if (found.mine) return refuse({ refusal: what.role ? 'has-role-already' : 'standing-held' })
  if (found.used) return refuse({ refusal: 'invitation-used' })
  const about = { by: maskName(found.by), until: moment(until) }
  if (!what.role) return ok({ standing: what.standing, ...(what.holdsTo ? { holdsTo: what.holdsTo } : {}), ...about })
  const place = await nameOf(deps, what.role)
  return ok({ role: what.role, ...(place ? { place } : {}), ...about })
}

/** Accepts or previews an invitation. */
export async function acceptRoleInvitation(
  deps: Deps,
  keys: InvitationKeys,
  caller: Caller,
  { code, preview }: Taking,
): Promise<Result<Offered>> {
  const read = await readInvitation(deps, keys, code, caller.id)
  if (!read.ok) return read
  if (!preview) {
    if (caller.self.name === '') return refuse({ refusal: 'name-needed' })
    const outcome = await takeRole(deps.db, sha256(code), caller.id, deps.now())
    if (outcome !== 'taken') return refuse({ refusal: outcome })
  }
  return read
}
