import * as v from 'valibot'
import { fromBase45, toBase45 } from '../base/base45'
import { ascii, equalBytes, joined } from '../base/bytes'
import type { Mac } from '../base/crypto'
import type { Instant } from '../base/time'
import { SessionId } from '../place/ids'
import type { Means } from './means'
import { isStale, STEP, STEP_BYTES, stepBytes, TAG_BYTES } from './pass'

/** Means of a self check-in: the code that changes on a screen, or the one on paper. Attendance records which. */
export type CheckInCodeMeans = Extract<Means, 'screen' | 'wall'>

export const CHECK_IN_CODE_PREFIX = 'YW1:'
const VERSION = 1
const KINDS: Record<CheckInCodeMeans, number> = { screen: 1, wall: 2 }
const HEAD_BYTES = 3

/** Key of a screen for one session and day. The label separates it from pass keys derived from the same day key. */
export const screenKey = (day: Uint8Array, session: string, mac: Mac): Uint8Array =>
  mac(day, ascii(`wall screen ${session}`))

/**
 * Key of a session's code on paper. Independent of the day, so that the paper stays valid when the session is moved.
 */
export const paperKey = (secret: Uint8Array, session: string, mac: Mac): Uint8Array =>
  mac(secret, ascii(`wall paper ${session}`))

/** Encodes a check-in code; the byte format is in docs/check-in-code.md. */
function encode(means: CheckInCodeMeans, session: string, step: Uint8Array, key: Uint8Array, mac: Mac): string {
  const head = Uint8Array.of(VERSION, KINDS[means], session.length)
  const message = joined(head, ascii(session), step)
  return CHECK_IN_CODE_PREFIX + toBase45(joined(message, mac(key, message).subarray(0, TAG_BYTES)))
}

/** Code a screen shows now; it changes every STEP. `now`: the cloud's time, as the screen knows it. */
export const screenCode = (session: string, key: Uint8Array, now: Instant, mac: Mac): string =>
  encode('screen', session, stepBytes(Math.floor(now / STEP)), key, mac)

/** Code to print; it does not change. */
export const paperCode = (session: string, key: Uint8Array, mac: Mac): string =>
  encode('wall', session, new Uint8Array(0), key, mac)

type Parsed = {
  means: CheckInCodeMeans
  session: string
  step: number | undefined
  message: Uint8Array
  tag: Uint8Array
}

function decode(text: string): Parsed | null {
  if (!text.startsWith(CHECK_IN_CODE_PREFIX)) return null
  const bytes = fromBase45(text.slice(CHECK_IN_CODE_PREFIX.length))
  if (!bytes || bytes.length < HEAD_BYTES || bytes[0] !== VERSION) return null
  const means = (['screen', 'wall'] as const).find((kind) => KINDS[kind] === bytes[1])
  const until = HEAD_BYTES + (bytes[2] as number)
  const session = String.fromCharCode(...bytes.subarray(HEAD_BYTES, until))
  const signed = until + (means === 'screen' ? STEP_BYTES : 0)
  if (!means || bytes.length !== signed + TAG_BYTES || !v.is(SessionId, session)) return null
  const step = means === 'screen' ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(until) : undefined
  return { means, session, step, message: bytes.subarray(0, signed), tag: bytes.subarray(signed) }
}

/** Unverified content of a check-in code. `at`: when a screen showed it. */
export type CheckInCode = { means: CheckInCodeMeans; session: string; at?: Instant }

export function parseCheckInCode(text: string): CheckInCode | undefined {
  const parsed = decode(text)
  if (!parsed) return undefined
  const { means, session, step } = parsed
  return { means, session, ...(step === undefined ? {} : { at: step * STEP }) }
}

export type CheckInCodeCheck = { ok: true; wall: CheckInCode } | { ok: false; why: 'forged' | 'stale' }

/**
 * Verifies a check-in code: authentic, and, from a screen, current. `keys`: candidates for what `parseCheckInCode` says
 * it is.
 */
export function verifyCheckInCode(text: string, keys: readonly Uint8Array[], now: Instant, mac: Mac): CheckInCodeCheck {
  const parsed = decode(text)
  const wall = parseCheckInCode(text)
  const made = parsed && keys.some((key) => equalBytes(mac(key, parsed.message).subarray(0, TAG_BYTES), parsed.tag))
  if (!made || !wall) return { ok: false, why: 'forged' }
  return parsed.step !== undefined && isStale(parsed.step, now) ? { ok: false, why: 'stale' } : { ok: true, wall }
}

/** Path in the QR code, so that any camera app opens 一刻 with the code. */
export const checkInCodePath = (text: string): string => `/w?code=${encodeURIComponent(text)}`

/**
 * Extracts a check-in code from what a camera read or a page was opened with: bare, in a URL, or in a URL encoded once
 * more, as WeChat passes it. Base45 contains `%`, so decoding stops as soon as the code appears.
 */
export function findCheckInCode(read: string): string {
  let text = read
  for (let layer = 0; layer < 3; layer++) {
    const from = text.indexOf(CHECK_IN_CODE_PREFIX)
    if (from >= 0) return text.slice(from)
    try {
      text = decodeURIComponent(text)
    } catch {
      break
    }
  }
  return read
}
