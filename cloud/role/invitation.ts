import { createHash } from 'node:crypto'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { maskName } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { isAtStation, type Role } from '@core/role'
import { makeRoleCode, ROLE_CODE_RANDOM, readRoleCode } from '@core/role-code'
import { ROLE_INVITATION_DAYS, ROLE_INVITATIONS_MOST, rolesAt } from '@core/role-given'
import { DAY, type Instant, MINUTE, moment } from '@core/time'
import { codeOnce, wantedOf } from '../code/service'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { crypto, type PassKeys } from '../pass/keys'
import { findStation, listStreets } from '../station/queries'
import {
  claimPicture,
  deleteInvitation,
  findInvitation,
  findOffered,
  takeRole,
  writeFirst,
  writeInvitation,
} from './invitation-queries'
import { findGiver } from './service'

const hashCode = (code: string): string => createHash('sha256').update(code).digest('base64url')

async function makeCode(deps: Deps, keys: PassKeys): Promise<{ code: string; until: Instant }> {
  const until = Math.floor(deps.now() / MINUTE) * MINUTE + ROLE_INVITATION_DAYS * DAY
  const { signs } = await keys.ofRoles()
  return { code: makeRoleCode(until, deps.random(ROLE_CODE_RANDOM), signs, crypto.mac), until }
}

/** For the first of the district, while there is none; undefined where there is one. One made before is good no more. */
export async function inviteFirst(deps: Deps, keys: PassKeys): Promise<{ code: string; until: Instant } | undefined> {
  const { code, until } = await makeCode(deps, keys)
  return (await writeFirst(deps.db, hashCode(code), deps.now(), until)) ? { code, until } : undefined
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
  const making = { by: caller.id, giver, role, hash: hashCode(code), until, most: ROLE_INVITATIONS_MOST }
  const made = await writeInvitation(deps.db, making, now)
  if (made.outcome === 'invited') return yes({ id: made.id, code, until: moment(until) })
  if (made.outcome === 'full') return no({ refusal: 'invitations-full', most: ROLE_INVITATIONS_MOST })
  // Theirs was ended between our look at it and now.
  throw new Wrong('not-found')
}

/** So long a picture is not asked for again: one tap is one call, and a hundred taps are no more. */
const PICTURE_APART_MS = 10_000

/** WeChat's picture of an open invitation of the caller's; its link alone where there is no WeChat. */
export async function pictureOf(deps: Deps, caller: Caller, code: string) {
  const now = deps.now()
  const claim = { hash: hashCode(code), by: caller.id, now, since: now - PICTURE_APART_MS }
  const found = await claimPicture(deps.db, claim)
  if (!found) throw new Wrong('not-found')
  if (!found.claimed) throw new Wrong('unavailable', undefined, PICTURE_APART_MS / 1_000)
  return codeOnce(deps, wantedOf('role', code))
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
  const hash = hashCode(code)
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
