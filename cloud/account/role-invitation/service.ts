import { makeRoleCode, ROLE_CODE_RANDOM, readRoleCode } from '@core/account/code/role-code'
import { INVITATION_LASTS, MAX_OPEN_INVITATIONS } from '@core/account/invitation'
import { maskName } from '@core/account/person'
import { isAtStation, type Role } from '@core/account/role'
import { ok, type Result, refuse } from '@core/base/refusal'
import { type Instant, MINUTE, moment } from '@core/base/time'
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
  takeRole,
  writeFirstInvitation,
  writeRoleInvitation,
} from './queries'

/** Keys of role invitations: the one that signs today, and all that may have signed one. */
export type InvitationKeys = { ofRoles(): Promise<{ signs: Uint8Array; open: Uint8Array[] }> }

async function makeCode(deps: Deps, keys: InvitationKeys): Promise<{ code: string; until: Instant }> {
  const until = Math.floor(deps.now() / MINUTE) * MINUTE + INVITATION_LASTS
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

export async function inviteToRole(deps: Deps, keys: InvitationKeys, by: string, giver: Role, role: Role) {
  const now = deps.now()
  const { code, until } = await makeCode(deps, keys)
  const making = { by, giver, role, hash: sha256(code), until, most: MAX_OPEN_INVITATIONS }
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
  if (found.mine) return refuse({ refusal: 'has-role-already' })
  if (found.used) return refuse({ refusal: 'invitation-used' })
  const place = await nameOf(deps, found.role)
  return ok({ role: found.role, ...(place ? { place } : {}), by: maskName(found.by), until: moment(until) })
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
