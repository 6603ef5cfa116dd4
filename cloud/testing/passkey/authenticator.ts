import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Assertion, CreationOptions, Registration, RequestOptions } from '@core/account/passkey'

type Cbor = number | string | Uint8Array | Map<number | string, Cbor>

/** Head of a CBOR item (RFC 8949, section 3): its major type, and a length or value below 65,536. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value)
  if (value < 256) return Buffer.of((major << 5) | 24, value)
  return Buffer.of((major << 5) | 25, value >> 8, value & 255)
}

/** CBOR encoder of what an authenticator sends: integers, text, bytes and maps. */
export function encodeCbor(item: Cbor): Buffer {
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (item instanceof Uint8Array) return Buffer.concat([head(2, item.length), item])
  const entries = [...item].flatMap(([key, value]) => [encodeCbor(key), encodeCbor(value)])
  return Buffer.concat([head(5, item.size), ...entries])
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (base64url: string): Buffer => Buffer.from(base64url, 'base64url')

/** Flags of authenticator data: user present, user verified, credential included (WebAuthn, section 6.1). */
const [PRESENT, VERIFIED, INCLUDED] = [1, 4, 64]

/** What a test makes an authenticator, or the browser in front of it, do wrong. */
type Faults = {
  origin?: string
  rpId?: string
  type?: string
  unverified?: boolean
  userHandle?: string
  counter?: number
}

/** Public key of P-256 as a COSE key for ES256 (RFC 9053, section 7.1). */
function coseOf(key: KeyObject): Cbor {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return new Map<number, Cbor>([
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as [number, number][]),
    [-2, bytesOf(x)],
    [-3, bytesOf(y)],
  ])
}

/**
 * A software authenticator and the browser in front of it, at one origin: real keys, real CBOR and real signatures. `counts`:
 * whether it has a signature counter.
 */
export function createAuthenticator(origin = 'http://localhost', { counts = true } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(32)
  const id = text(credential)
  let counter = 0
  let handle = ''

  const clientData = (type: string, challenge: string, faults: Faults): Buffer =>
    Buffer.from(
      JSON.stringify({ type: faults.type ?? type, challenge, origin: faults.origin ?? origin, crossOrigin: false }),
    )
  const authData = (rpId: string, faults: Faults, included?: Uint8Array): Buffer => {
    if (counts) counter = faults.counter ?? counter + 1
    const flags = PRESENT | (faults.unverified ? 0 : VERIFIED) | (included ? INCLUDED : 0)
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(counter)
    return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.of(flags), counted, included ?? Buffer.alloc(0)])
  }

  return {
    id,
    /** `navigator.credentials.create`. `format`: attestation format instead of none; `attestation`: other bytes instead. */
    create(
      options: CreationOptions,
      faults: Faults & { attestation?: Uint8Array; format?: string; key?: Cbor } = {},
    ): Registration {
      handle = options.user.id
      const key = encodeCbor(faults.key ?? coseOf(publicKey))
      const included = Buffer.concat([Buffer.alloc(16), Buffer.of(0, credential.length), credential, key])
      const attestation = encodeCbor(
        new Map<string, Cbor>([
          ['fmt', faults.format ?? 'none'],
          ['attStmt', new Map()],
          ['authData', authData(options.rp.id, faults, included)],
        ]),
      )
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: text(clientData('webauthn.create', options.challenge, faults)),
          attestationObject: text(faults.attestation ?? attestation),
          transports: ['internal'],
        },
      }
    },
    /** `navigator.credentials.get`. */
    get(options: RequestOptions, faults: Faults = {}): Assertion {
      const data = authData(options.rpId, faults)
      const client = clientData('webauthn.get', options.challenge, faults)
      const userHandle = faults.userHandle ?? handle
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          ...(userHandle ? { userHandle } : {}),
        },
      }
    },
  }
}
export type Authenticator = ReturnType<typeof createAuthenticator>
