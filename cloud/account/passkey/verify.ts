import type { Assertion, Registration } from '@core/account/passkey'
import { ApiError } from '../../base/api-error'
import type { RelyingParty } from './relying-party'

/**
 * SimpleWebAuthn, loaded with the first passkey: its parsers of certificates take longer to start than all of the cloud,
 * and an instance that serves residents never needs them.
 */
const webauthn = () => import('@simplewebauthn/server')
const helpers = () => import('@simplewebauthn/server/helpers')

/** Runs a parser over what a browser sent; whatever it throws at, the request is malformed (400). */
async function parsed<T>(where: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse()
  } catch {
    throw new ApiError('bad-input', where)
  }
}

/** The challenge that was signed, from the client data; nothing is verified yet. */
export const challengeOf = (clientDataJSON: string): Promise<string> =>
  parsed('passkey', async () => {
    const { decodeClientDataJSON } = await helpers()
    const { challenge } = decodeClientDataJSON(clientDataJSON)
    if (typeof challenge !== 'string') throw new Error('no challenge')
    return challenge
  })

export type VerifiedPasskey = { credential: string; publicKey: Uint8Array; counter: number; transports: string[] }

/**
 * Verifies a new passkey: challenge, origin, host name, the person's presence and verification, and its public key.
 * Undefined where one is wrong. Throws ApiError `bad-input` for malformed CBOR.
 */
export async function verifyNew(
  party: RelyingParty,
  passkey: Registration,
  challenge: string,
): Promise<VerifiedPasskey | undefined> {
  const { decodeAttestationObject, decodeCredentialPublicKey, isoBase64URL, parseAuthenticatorData } = await helpers()
  const format = await parsed('passkey', () => {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(passkey.response.attestationObject))
    const { credentialPublicKey } = parseAuthenticatorData(attestation.get('authData'))
    if (!credentialPublicKey) throw new Error('no public key')
    decodeCredentialPublicKey(credentialPublicKey)
    return attestation.get('fmt')
  })
  // We ask for none: who made a device is nobody's business, and the parsers of its certificates are not bundled.
  if (format !== 'none') return undefined
  const { verifyRegistrationResponse } = await webauthn()
  const done = await verifyRegistrationResponse({
    response: { ...passkey, clientExtensionResults: {} } as Parameters<
      typeof verifyRegistrationResponse
    >[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
  }).catch(() => undefined)
  if (!done?.verified) return undefined
  const { id: credential, publicKey, counter } = done.registrationInfo.credential
  // The id that the browser names is not signed; the one in the authenticator data is.
  if (credential !== passkey.id) return undefined
  return { credential, publicKey, counter, transports: passkey.response.transports ?? [] }
}

/**
 * Verifies a login: challenge, origin, host name, the person's verification, and the signature by this public key. Answers
 * the authenticator's counter; undefined where something is wrong. The counter is judged by whoever writes it.
 */
export async function verifyLogin(
  party: RelyingParty,
  passkey: Assertion,
  challenge: string,
  publicKey: Uint8Array,
): Promise<number | undefined> {
  const { isoBase64URL, parseAuthenticatorData } = await helpers()
  await parsed('passkey', () => parseAuthenticatorData(isoBase64URL.toBuffer(passkey.response.authenticatorData)))
  const { verifyAuthenticationResponse } = await webauthn()
  const done = await verifyAuthenticationResponse({
    response: { ...passkey, clientExtensionResults: {} } as Parameters<
      typeof verifyAuthenticationResponse
    >[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    // Counter 0: the library would judge it before the signature, and anybody could stop a passkey by its id.
    credential: { id: passkey.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
  }).catch(() => undefined)
  return done?.verified ? done.authenticationInfo.newCounter : undefined
}
