import { hashes, verify } from '@noble/ed25519'
import nacl from 'tweetnacl'

export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

// tweetnacl's SHA-512, since it is here anyway. The one of @noble/hashes makes its table with BigInt when sha2.js is
// loaded, and webpack keeps one sha2.js for all packages: residents' phones without BigInt would not start.
hashes.sha512 = nacl.hash as typeof hashes.sha512

/** Loading this file asks for BigInt. */
export const verifyByNoble: Verify = (publicKey, message, signature) =>
  verify(signature, message, publicKey, { zip215: false })
