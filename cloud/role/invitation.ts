import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { maskName } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { isAtStation, type Role } from '@core/role'
import { makeRoleCode, ROLE_CODE_RANDOM, readRoleCode } from '@core/role-code'
import { rolesAt } from '@core/role-given'
import { type Instant, MINUTE, moment } from '@core/time'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { INVITATION_LASTS } from '../invitation/one-time-code'
import { crypto, type PassKeys } from '../pass/keys'
import { findStation, listStreets } from '../station/queries'
import {
  deleteInvitation,
  findInvitation,
  findOffered,
  takeRole,
  writeFirst,
  writeInvitation,
} from './invitation-queries'
import { findGiver } from './service'

/** So many of one giver's may be open: enough for a station that begins, too few to be handed around. */
const OPEN_MOST = 20

async function makeCode(deps: Deps, keys: PassKeys): Promise<{ code: string; until: Instant }> {
  const until = Math.floor(deps.now() / MINUTE) * MINUTE + INVITATION_LASTS
  const { signs } = await keys.ofRoles()
  return { code: makeRoleCode(until, deps.random(ROLE_CODE_RANDOM), signs, crypto.mac), until }
}

/** For the first of the district, while there is none; undefined where there is one. One made before is good no more. */
export async function inviteFirst(deps: Deps, keys: PassKeys): Promise<{ code: string; until: Instant } | undefined> {
  const { code, until } = await makeCode(deps, keys)
  return (await writeFirst(deps.db, sha256(code), deps.now(), until)) ? { code, until } : undefined
}

/** What a station or a street is called; the phone knows the others by their names. */
async function nameOf(deps: Deps, role: Role): Promise<string | undefined> {
  if (isAtStation(role)) return (await findStation(deps.db, role.scope))?.name
  if (role.role !== 'street') return undefined
  return (await listStreets(deps.db)).find(({ code }) => code === role.scope)?.name
}

export async function inviteToRole(deps: Deps, keys: PassKeys, caller: Caller, role: Role) {
  const { giver, station } = await findGiver(deps, caller, role)
  const there = isAtStation(role)
    ? station && rolesAt(station.kind).includes(role.role)
    : role.role !== 'street' || (await nameOf(deps, role)) !== undefined
  if (!there) throw new Wrong('not-found')
  const now = deps.now()
  const { code, until } = await makeCode(deps, keys)
  const making = { by: caller.id, giver, role, hash: sha256(code), until, most: OPEN_MOST }
  const made = await writeInvitation(deps.db, making, now)
  if (made.outcome === 'invited') return yes({ id: made.id, code, until: moment(until) })
  if (made.outcome === 'full') return no({ refusal: 'invitations-full', most: OPEN_MOST })
  // Theirs was ended between our look at it and now.
  throw new Wrong('not-found')
}

export async function withdrawInvitation(deps: Deps, caller: Caller, id: string): Promise<void> {
  const role = await findOffered(deps.db, id)
  if (!role) throw new Wrong('not-found')
  await findGiver(deps, caller, role)
  if (!(await deleteInvitation(deps.db, id))) throw new Wrong('not-found')
}

type Taking = { code: string; preview: boolean }

/** What is not ours, or over, is refused by what it says of itself: nobody looks for it. */
export async function takeInvited(
  deps: Deps,
  keys: PassKeys,
  caller: Caller,
  { code, preview }: Taking,
): Promise<Verdict<Answer<Endpoints['takeRole']>>> {
  const until = readRoleCode(code, (await keys.ofRoles()).open, crypto.mac)
  if (until === undefined) return no({ refusal: 'invitation-forged' })
  if (until <= deps.now()) return no({ refusal: 'invitation-expired' })
  const hash = sha256(code)
  const found = await findInvitation(deps.db, hash, caller.id)
  if (!found) return no({ refusal: 'invitation-withdrawn' })
  if (found.mine) return no({ refusal: 'has-role-already' })
  if (found.used) return no({ refusal: 'invitation-used' })
  if (!preview) {
    if (caller.self.name === '') return no({ refusal: 'name-needed' })
    const outcome = await takeRole(deps.db, hash, caller.id, deps.now())
    if (outcome !== 'taken') return no({ refusal: outcome })
  }
  const place = await nameOf(deps, found.role)
  return yes({ role: found.role, ...(place ? { place } : {}), by: maskName(found.by), until: moment(until) })
}
