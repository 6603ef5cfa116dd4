import { INVITATION_LASTS } from '@core/account/invitation'
import { mayConsent, mayJoinHousehold, type Person } from '@core/account/person'
import { mayAnywhere } from '@core/account/role'
import { toBase32 } from '@core/base/base32'
import { ok, type Result, refuse } from '@core/base/refusal'
import { dayOf, type Instant, moment } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { sha256 } from '../../util/hash'
import { countDependants, findDependant } from '../person/cared'
import { householdLimit, type NewDependant } from '../person/service'
import { stationFor } from '../ward/service'
import { guardianCodeLength } from '../wrong-code/service'
import { findGuardianInvitation, join, writeGuardianInvitation } from './queries'

export async function inviteGuardian(
  deps: Deps,
  guardian: string,
  person: string,
): Promise<{ code: string; until: string }> {
  const code = toBase32(deps.random(await guardianCodeLength(deps)))
  const until: Instant = deps.now() + INVITATION_LASTS
  const written = await writeGuardianInvitation(deps.db, guardian, person, sha256(code), until)
  // They left the household meanwhile.
  if (!written) throw new ApiError('not-found')
  return { code, until: moment(until) }
}

type Joining = { code: string; relation: NewDependant; consent?: boolean | undefined; station?: string | undefined }

/**
 * Makes the caller a further guardian by an invitation code. Each guardian of a child gives consent of their own. A
 * ward's adult children become guardians this way too, and so do a worker's colleagues.
 */
export async function joinAsGuardian(deps: Deps, caller: Caller, joining: Joining): Promise<Result<Person>> {
  const guardian = caller.id
  const { relation } = joining
  if (relation === 'ward' && !mayAnywhere(caller.roles, 'proxy')) throw new ApiError('bad-input', 'relation')
  const hash = sha256(joining.code)
  const invited = await findGuardianInvitation(deps.db, hash, deps.now())
  if (!invited) return refuse({ refusal: 'bad-invitation' })
  const already = () => refuse({ refusal: 'in-household-already', names: invited.name })
  if (await findDependant(deps.db, guardian, invited.person)) return already()
  // Otherwise a child could be joined as a parent, which needs no consent.
  if (invited.relation === 'child' && relation !== 'child') throw new ApiError('bad-input', 'relation')
  const station = await stationFor(deps, caller, relation, joining.station, invited.station)
  const consent = mayConsent(relation) && joining.consent === true
  const born = invited.born ?? undefined
  const size = await countDependants(deps.db, guardian, relation)
  const may = mayJoinHousehold({ relation, born, consent }, size, dayOf(deps.now()))
  if (!may.ok) return may
  const full = householdLimit(relation)
  const outcome = await join(deps.db, { guardian, hash, relation, consent, most: full.most, station }, deps.now())
  if (outcome === 'bad-invitation') return refuse({ refusal: outcome })
  if (outcome === 'in-household-already') return already()
  if (outcome === 'household-full' || outcome === 'wards-full') return refuse(full)
  const joined = await findDependant(deps.db, guardian, invited.person)
  if (!joined) throw new ApiError('not-found')
  return ok(joined)
}
