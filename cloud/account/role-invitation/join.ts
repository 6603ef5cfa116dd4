import type { CreationOptions, Registration } from '@core/account/passkey'
import { ok, type Refusal, type Result, refuse } from '@core/base/refusal'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { sha256 } from '../../util/hash'
import { LOGIN_LIFETIME, tokenFor } from '../login/service'
import { judgeTextWithin } from '../moderation/words'
import { makeChallenge } from '../passkey/challenge'
import { creationOptions } from '../passkey/options'
import { nowhere, relyingPartyOf } from '../passkey/relying-party'
import { verifyRegistration } from '../passkey/service'
import { newPersonId } from '../person/ids'
import { findMe } from '../person/me'
import { newRecoveryCodes } from '../recovery-code/service'
import { joinByInvitation } from './queries'
import { type InvitationKeys, readInvitation } from './service'

/** Name of the first passkey, until its owner gives it another. */
const FIRST_PASSKEY = '加入时添加的通行密钥'

type Origin = string | undefined

/** Options for the passkey of somebody who joins: they carry the id that the new person will have. */
export async function joinOptions(
  deps: Deps,
  keys: InvitationKeys,
  { code, name }: { code: string; name: string },
  origin: Origin,
): Promise<Result<CreationOptions>> {
  const invitation = await readInvitation(deps, keys, code)
  if (!invitation.ok) return invitation
  const party = relyingPartyOf(deps.district.publicUrl, origin)
  if (!party) return nowhere()
  const id = newPersonId(deps.random)
  const challenge = await makeChallenge(deps, { invitation: sha256(code), person: id })
  // Withdrawn or used meanwhile.
  if (!challenge) return refuse({ refusal: 'invitation-withdrawn' })
  return ok(creationOptions(party, deps.district.title, challenge, { id, name }, []))
}

/** Refusals of `joinByInvitation` have no details. */
type Bare = Extract<
  Refusal,
  { refusal: 'invitation-used' | 'invitation-expired' | 'invitation-withdrawn' | 'passkey-known' }
>

/**
 * Accepts an invitation as somebody new, with a passkey where the browser has one. Recovery codes come with it in any case:
 * whoever loses the device would have no way back.
 */
export async function join(
  deps: Deps,
  keys: InvitationKeys,
  { code, name, passkey }: { code: string; name: string; passkey?: Registration | undefined },
  origin: Origin,
): Promise<Result<Answer<Endpoints['join']>>> {
  const invitation = await readInvitation(deps, keys, code)
  if (!invitation.ok) return invitation
  const hash = sha256(code)
  const verified = passkey && (await verifyRegistration(deps, passkey, { invitation: hash }, origin))
  if (verified && !verified.ok) return verified
  const id = verified?.value.person ?? newPersonId(deps.random)
  const judged = await judgeTextWithin(deps, id, name, 'profile')
  if (judged === 'risky') return refuse({ refusal: 'words-risky', name: true })
  const { token, tokenHash } = tokenFor(deps)
  const { codes, hashes } = newRecoveryCodes(deps)
  const now = deps.now()
  const outcome = await joinByInvitation(deps.db, {
    hash,
    person: { id, name, held: judged === 'held' },
    login: { tokenHash, until: now + LOGIN_LIFETIME },
    hashes,
    passkey: verified?.value && { ...verified.value, name: FIRST_PASSKEY },
    now,
  })
  if (outcome === 'has-role-already') throw new ApiError('not-found')
  if (outcome !== 'taken') return refuse({ refusal: outcome } as Bare)
  return ok({ token, ...(await findMe(deps, id)), codes })
}
