import type { Verify } from './ed25519-noble'

/**
 * Ed25519 signature check (RFC 8032, strict): `signature` has 64 bytes, `publicKey` 32. Malformed input returns false
 * and never throws. Takes some milliseconds with BigInt, some 80 with neither BigInt nor a JIT (`npm run bench --
 * door`).
 *
 * Only for the manager's subpackage: it adds 41 KB, evaluated at the first check.
 */
export const verifyEd25519: Verify = (publicKey, message, signature) => {
  // A mini-program cannot import() its own files, and a static import would evaluate all of it with the page.
  const { verify }: typeof import('./ed25519-strict') = require('./ed25519-strict')
  return verify(publicKey, message, signature)
}
