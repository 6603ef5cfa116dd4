import { hashes, verify } from '@noble/ed25519'
import nacl from 'tweetnacl'

export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

// SHA-512 from tweetnacl, which is bundled anyway. @noble/hashes builds its table with BigInt when sha2.js is loaded,
// and webpack puts one sha2.js into the main package: residents' phones without BigInt would fail to start.
hashes.sha512 = nacl.hash as typeof hashes.sha512

/** Loading this file requires BigInt. */
export const verifyByNoble: Verify = (publicKey, message, signature) =>
  verify(signature, message, publicKey, { zip215: false })
