import { fromBase64url, toBase64url } from '../base/base64url'
import { equalBytes, joined } from '../base/bytes'
import type { Mac } from '../base/crypto'
import { type Instant, instant, MINUTE } from '../base/time'

/**
 * An invitation to a role as 30 letters of base64url, so that with a mini-program's `r=` it fits a scene of 32. They are 22
 * bytes: the minute until which it is good (3), a number nobody guesses (8), and what shows that it is ours (11).
 */
export const ROLE_CODE = /^[\w-]{30}$/
export const ROLE_CODE_RANDOM = 8

const MINUTE_BYTES = 3
const TAG_BYTES = 11
const SIGNED = MINUTE_BYTES + ROLE_CODE_RANDOM
/** Three bytes of minutes reach 31 years from here. */
const EPOCH = instant('2026-01-01T00:00:00.000Z')

const tagOf = (signed: Uint8Array, key: Uint8Array, mac: Mac): Uint8Array => mac(key, signed).subarray(0, TAG_BYTES)

/** A code that is good until the minute in which `until` is; `random` are ROLE_CODE_RANDOM bytes. */
export function makeRoleCode(until: Instant, random: Uint8Array, key: Uint8Array, mac: Mac): string {
  const minute = Math.floor((until - EPOCH) / MINUTE)
  const signed = joined(Uint8Array.of(minute >> 16, minute >> 8, minute), random)
  return toBase64url(joined(signed, tagOf(signed, key, mac)))
}

/** Until when a code is good, if one of these keys made it, letter for letter. */
export function readRoleCode(code: string, keys: readonly Uint8Array[], mac: Mac): Instant | undefined {
  if (!ROLE_CODE.test(code)) return undefined
  const bytes = fromBase64url(code)
  // The last letter has bits to spare: one code has one spelling, by which it is found.
  if (toBase64url(bytes) !== code) return undefined
  const signed = bytes.subarray(0, SIGNED)
  if (!keys.some((key) => equalBytes(tagOf(signed, key, mac), bytes.subarray(SIGNED)))) return undefined
  const [high = 0, middle = 0, low = 0] = signed
  return EPOCH + ((high << 16) | (middle << 8) | low) * MINUTE
}
