import { bytesOfHex } from '@core/base/bytes'
import nacl from 'tweetnacl'
import type { Verify } from './ed25519-noble'

/** The field's prime and the order of the base point (RFC 8032, section 5.1), little-endian. */
const PRIME = bytesOfHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')
const ORDER = bytesOfHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
/** Points of small order, without their sign bit: with such a key a signature can verify for any message. */
const SMALL_ORDER_POINTS = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(bytesOfHex)

/** Compares two 32-byte little-endian numbers: negative, zero or positive. */
function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 31; at >= 0; at--) {
    const difference = (a[at] as number) - (b[at] as number)
    if (difference) return difference
  }
  return 0
}

/**
 * Input checks the two libraries disagree on, or throw at. tweetnacl accepts `s + L` for `s` (signature malleability:
 * every pass would have a second signature) and keys that noble refuses: of small order, or non-canonical encodings.
 */
function isWellFormed(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (![publicKey, message, signature].every((bytes) => bytes instanceof Uint8Array)) return false
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const y = Uint8Array.from(publicKey)
  y[31] = (y[31] as number) & 127
  if (compare(y, PRIME) >= 0 || SMALL_ORDER_POINTS.some((point) => compare(y, point) === 0)) return false
  return compare(signature.subarray(32), ORDER) < 0
}

const verifyByTweetnacl: Verify = (publicKey, message, signature) =>
  nacl.sign.detached.verify(message, signature, publicKey)

/** noble is some 30 times faster without a JIT, but cannot be loaded without BigInt (base libraries before 3.6.0). */
function chooseLibrary(): Verify {
  if (typeof BigInt === 'undefined') return verifyByTweetnacl
  const { verifyByNoble }: typeof import('./ed25519-noble') = require('./ed25519-noble')
  return verifyByNoble
}
const verifyByLibrary = chooseLibrary()

/**
 * Strict Ed25519 verification. Our keys have no small-order component; for such keys the two libraries' equations
 * (noble's is cofactored, multiplied by eight) agree on everything that can be made without the secret key.
 */
export const verify: Verify = (publicKey, message, signature) =>
  isWellFormed(publicKey, message, signature) && verifyByLibrary(publicKey, message, signature)
