import { CHALLENGE_LIFETIME, type CreationOptions, type RequestOptions } from '@core/account/passkey'
import { toBase64url } from '@core/base/base64url'
import type { RelyingParty } from './relying-party'

/** COSE algorithms, the preferred first: Ed25519, ES256 and RS256, one of which every authenticator has. */
const ALGORITHMS = [-8, -7, -257]

export type Known = { credential: string; transports: string[] }

/** A person's id as WebAuthn's user handle: its 16 bytes. */
export const userHandleOf = (person: string): string =>
  toBase64url(Uint8Array.from(Buffer.from(person.replace(/-/g, ''), 'hex')))

/**
 * Creation options: discoverable, so that nobody types a name to log in, and verified by the device's PIN or finger. `title`:
 * the district's, which a browser may show when it asks for a passkey.
 */
export function creationOptions(
  party: RelyingParty,
  title: string,
  challenge: string,
  { id, name }: { id: string; name: string },
  known: readonly Known[],
): CreationOptions {
  return {
    challenge,
    rp: { id: party.id, name: title },
    user: { id: userHandleOf(id), name, displayName: name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: CHALLENGE_LIFETIME,
    attestation: 'none',
    excludeCredentials: known.map(({ credential, transports }) => ({
      id: credential,
      type: 'public-key',
      transports: transports as NonNullable<CreationOptions['excludeCredentials'][number]['transports']>,
    })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  }
}

export const requestOptions = (party: RelyingParty, challenge: string): RequestOptions => ({
  challenge,
  rpId: party.id,
  timeout: CHALLENGE_LIFETIME,
  userVerification: 'required',
})
