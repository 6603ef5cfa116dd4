import { fromBase64url, toBase64url } from '../../base/base64url'
import { equalBytes, joined } from '../../base/bytes'
import type { Mac } from '../../base/crypto'
import { type Instant, instant, MINUTE } from '../../base/time'

/**
 * Role invitation code: 30 characters of base64url, which with `r=` fit the 32 of a mini-program scene. They encode 22
 * bytes: the minute of expiry (3), a random number (8) and an authentication tag (11).
 */
export const ROLE_CODE = /^[\w-]{30}$/
export const ROLE_CODE_RANDOM = 8

const MINUTE_BYTES = 3
const TAG_BYTES = 11
const SIGNED = MINUTE_BYTES + ROLE_CODE_RANDOM
/** Epoch of the expiry: three bytes of minutes last 31 years. */
const EPOCH = instant('2026-01-01T00:00:00.000Z')

const tagOf = (signed: Uint8Array, key: Uint8Array, mac: Mac): Uint8Array => mac(key, signed).subarray(0, TAG_BYTES)

/** Makes a code that expires at `until`, rounded down to the minute. `random`: ROLE_CODE_RANDOM bytes. */
export function makeRoleCode(until: Instant, random: Uint8Array, key: Uint8Array, mac: Mac): string {
  const minute = Math.floor((until - EPOCH) / MINUTE)
  const signed = joined(Uint8Array.of(minute >> 16, minute >> 8, minute), random)
  return toBase64url(joined(signed, tagOf(signed, key, mac)))
}

/** Expiry of a code; undefined where none of the keys made it. */
export function readRoleCode(code: string, keys: readonly Uint8Array[], mac: Mac): Instant | undefined {
  if (!ROLE_CODE.test(code)) return undefined
  const bytes = fromBase64url(code)
  // The last character has spare bits. A code is looked up by its text, so only the canonical spelling is valid.
  if (toBase64url(bytes) !== code) return undefined
  const signed = bytes.subarray(0, SIGNED)
  if (!keys.some((key) => equalBytes(tagOf(signed, key, mac), bytes.subarray(SIGNED)))) return undefined
  const [high = 0, middle = 0, low = 0] = signed
  return EPOCH + ((high << 16) | (middle << 8) | low) * MINUTE
}
