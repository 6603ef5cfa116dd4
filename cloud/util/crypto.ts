import { createHmac, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Mac, Verify } from '@core/base/crypto'

/** The 12-byte SubjectPublicKeyInfo prefix of an Ed25519 key (RFC 8410). */
export const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

const known = new WeakMap<Uint8Array, KeyObject>()
const publicKeyOf = (open: Uint8Array): KeyObject => {
  const before = known.get(open)
  if (before) return before
  const made = createPublicKey({ key: Buffer.concat([SPKI, open]), format: 'der', type: 'spki' })
  known.set(open, made)
  return made
}

/** Cryptography by node:crypto. */
export const crypto: { verify: Verify; mac: Mac } = {
  verify: (open, message, signature) => verify(null, message, publicKeyOf(open), signature),
  mac: (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest()),
}
