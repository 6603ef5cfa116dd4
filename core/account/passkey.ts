import * as v from 'valibot'
import { nameLine } from '../base/text'
import { MINUTE } from '../base/time'

/** Validity of a passkey’s challenge: the timeout that WebAuthn recommends for a ceremony with user verification (section 15.1). */
export const CHALLENGE_LIFETIME = 5 * MINUTE
/** Passkeys per person: a phone, a computer at each desk, and a few security keys. */
export const MAX_PASSKEYS = 10
/**
 * How long after it was made a login may add ways to log in: passkeys and recovery codes. A login left open at a desk must
 * not give a stranger a way in of their own.
 */
export const FRESH_LOGIN = 10 * MINUTE

/** Length of a passkey's name in letters, as its owner gives it: 「窗口的电脑」. */
export const PASSKEY_NAME_MOST = 30
export const PasskeyName = nameLine(PASSKEY_NAME_MOST)

/** Base64url of at most `most` characters, as WebAuthn's JSON has its bytes. */
const base64url = (most: number) => v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(most))
/** A credential id has at most 1,023 bytes (WebAuthn, section 4). */
const CredentialId = base64url(1_364)
/** Client data is an object of four short members; extensions of browsers are shorter than this too. */
const ClientData = base64url(4_096)
const Transport = v.picklist(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
const TRANSPORTS_MOST = 8

/** What a browser sends of a new passkey (RegistrationResponseJSON); members that we do not read are dropped. */
export const Registration = v.object({
  id: CredentialId,
  rawId: CredentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: ClientData,
    attestationObject: base64url(16_384),
    transports: v.optional(v.pipe(v.array(Transport), v.maxLength(TRANSPORTS_MOST))),
  }),
})
export type Registration = v.InferOutput<typeof Registration>

/** What a browser sends to log in (AuthenticationResponseJSON). `userHandle` is the owner's id, in bytes. */
export const Assertion = v.object({
  id: CredentialId,
  rawId: CredentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: ClientData,
    authenticatorData: base64url(4_096),
    signature: base64url(4_096),
    userHandle: v.optional(base64url(88)),
  }),
})
export type Assertion = v.InferOutput<typeof Assertion>

const Credential = v.object({
  id: v.string(),
  type: v.literal('public-key'),
  transports: v.optional(v.array(Transport)),
})

/** Options of `navigator.credentials.create` (PublicKeyCredentialCreationOptionsJSON). */
export const CreationOptions = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  pubKeyCredParams: v.array(v.object({ alg: v.number(), type: v.literal('public-key') })),
  timeout: v.number(),
  attestation: v.literal('none'),
  excludeCredentials: v.array(Credential),
  authenticatorSelection: v.object({
    residentKey: v.literal('required'),
    requireResidentKey: v.literal(true),
    userVerification: v.literal('required'),
  }),
})
export type CreationOptions = v.InferOutput<typeof CreationOptions>

/** Options of `navigator.credentials.get` (PublicKeyCredentialRequestOptionsJSON). */
export const RequestOptions = v.object({
  challenge: v.string(),
  rpId: v.string(),
  timeout: v.number(),
  userVerification: v.literal('required'),
})
export type RequestOptions = v.InferOutput<typeof RequestOptions>
