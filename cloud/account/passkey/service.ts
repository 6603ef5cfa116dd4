import {
  type Assertion,
  type CreationOptions,
  FRESH_LOGIN,
  MAX_PASSKEYS,
  type Registration,
} from '@core/account/passkey'
import { ok, type Result, refuse } from '@core/base/refusal'
import { MINUTE } from '@core/base/time'
import type { Passkey } from '@core/contract/endpoints/account/passkey'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { LOGIN_LIFETIME, type OtherLogins, tokenFor } from '../login/service'
import { findMe } from '../person/me'
import { makeChallenge, takeChallenge } from './challenge'
import { creationOptions, requestOptions, userHandleOf } from './options'
import { addPasskey, advanceCounter, findPasskey, listKnown, listPasskeys } from './queries'
import { nowhere, relyingPartyOf } from './relying-party'
import { challengeOf, type VerifiedPasskey, verifyLogin, verifyNew } from './verify'

type Origin = string | undefined

/** Whether passkeys work at the address of a request. */
export const passkeysAt =
  (deps: Deps) =>
  (origin: Origin): boolean =>
    relyingPartyOf(deps.district.publicUrl, origin) !== undefined

/** Options for a passkey of the caller, whose login must have been made a moment ago. */
export async function registrationOptions(
  deps: Deps,
  { id, self, tokenHash }: Caller,
  origin: Origin,
): Promise<Result<CreationOptions>> {
  const party = relyingPartyOf(deps.district.publicUrl, origin)
  if (!party) return nowhere()
  const challenge = await makeChallenge(deps, { login: tokenHash, person: id }, deps.now() - FRESH_LOGIN)
  if (!challenge) return refuse({ refusal: 'login-not-fresh', minutes: FRESH_LOGIN / MINUTE })
  return ok(
    creationOptions(party, deps.district.title, challenge, { id, name: self.name }, await listKnown(deps.db, id)),
  )
}

/** Verifies a new passkey against a challenge made for this purpose. `person`: whose id it carries. */
export async function verifyRegistration(
  deps: Deps,
  passkey: Registration,
  purpose: { login: string } | { invitation: string },
  origin: Origin,
): Promise<Result<VerifiedPasskey & { person: string }>> {
  const party = relyingPartyOf(deps.district.publicUrl, origin)
  if (!party) return nowhere()
  const challenge = await challengeOf(passkey.response.clientDataJSON)
  const taken = await takeChallenge(deps.db, challenge, purpose, deps.now())
  if (!taken?.person) return refuse({ refusal: 'passkey-over' })
  const verified = await verifyNew(party, passkey, challenge)
  return verified ? ok({ ...verified, person: taken.person }) : refuse({ refusal: 'passkey-failed' })
}

export async function registerPasskey(
  deps: Deps,
  { id, tokenHash }: Caller,
  { name, passkey }: { name: string; passkey: Registration },
  origin: Origin,
): Promise<Result<{ passkeys: Passkey[] }>> {
  const verified = await verifyRegistration(deps, passkey, { login: tokenHash }, origin)
  if (!verified.ok) return verified
  const outcome = await addPasskey(deps.db, tokenHash, verified.value, name, deps.now())
  if (outcome === 'gone') throw new ApiError('login-needed')
  if (outcome === 'passkeys-full') return refuse({ refusal: outcome, most: MAX_PASSKEYS })
  if (outcome === 'passkey-known') return refuse({ refusal: outcome })
  return ok({ passkeys: await listPasskeys(deps.db, id) })
}

export async function loginOptions(deps: Deps, origin: Origin) {
  const party = relyingPartyOf(deps.district.publicUrl, origin)
  if (!party) return nowhere()
  const challenge = await makeChallenge(deps, 'login')
  if (!challenge) throw new Error('a challenge for anybody was not stored')
  return ok(requestOptions(party, challenge))
}

/** Whose passkey it is must be whom the authenticator names, where it names somebody. */
const isTheirs = ({ response: { userHandle } }: Assertion, person: string): boolean =>
  userHandle === undefined || userHandle === userHandleOf(person)

/** Login in a browser with a passkey; the person is found by it. */
export function createLoginByPasskey(deps: Deps): OtherLogins['passkey'] {
  return async (passkey, origin, app = undefined) => {
    const party = relyingPartyOf(deps.district.publicUrl, origin)
    if (!party) return nowhere()
    const challenge = await challengeOf(passkey.response.clientDataJSON)
    const now = deps.now()
    if (!(await takeChallenge(deps.db, challenge, 'login', now))) return refuse({ refusal: 'passkey-over' })
    const stored = await findPasskey(deps.db, passkey.id)
    if (!stored) return refuse({ refusal: 'passkey-unknown' })
    const counter = await verifyLogin(party, passkey, challenge, stored.publicKey)
    if (counter === undefined || !isTheirs(passkey, stored.person)) return refuse({ refusal: 'passkey-failed' })
    if (stored.stopped) return refuse({ refusal: 'passkey-stopped' })
    const { token, tokenHash } = tokenFor(deps)
    const login = { tokenHash, until: now + LOGIN_LIFETIME, app: app ?? null }
    const person = await advanceCounter(deps.db, passkey.id, counter, login, now)
    // Its counter went back just now, or it was removed meanwhile.
    if (!person)
      return refuse({ refusal: (await findPasskey(deps.db, passkey.id)) ? 'passkey-stopped' : 'passkey-unknown' })
    return ok({ token, ...(await findMe(deps, person)) })
  }
}
