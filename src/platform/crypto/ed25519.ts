import type { Verify } from './ed25519-noble'

/**
 * Whether `signature` (64 bytes) is one over `message` by the holder of `publicKey` (32 bytes): Ed25519, RFC 8032,
 * in its strict reading. Whatever else it is given, the answer is false and never a fault. Some milliseconds where
 * there is BigInt, some 80 where there is neither that nor a JIT (`npm run bench -- door`).
 *
 * For the manager's subpackage alone: it brings 41 KB, which are run when the first signature is looked at.
 */
export const verifyEd25519: Verify = (publicKey, message, signature) => {
  // A mini-program has no import() of its own files, and an import at the top would run all of it with the page.
  const { verify }: typeof import('./ed25519-strict') = require('./ed25519-strict')
  return verify(publicKey, message, signature)
}
