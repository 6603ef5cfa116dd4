import * as v from 'valibot'
import { fromBase45, toBase45 } from '../base/base45'
import { ascii, equalBytes, joined } from '../base/bytes'
import type { Mac } from '../base/crypto'
import type { Instant } from '../base/time'
import { SessionId } from '../place/ids'
import { isStale, STEP, STEP_BYTES, stepBytes, TAG_BYTES } from './pass'
import type { Means } from './scan'

/** By which of them somebody checked in: the code that changes on a screen, or the one on paper. Attendance says which. */
export type CheckInCodeMeans = Extract<Means, 'screen' | 'wall'>

export const CHECK_IN_CODE_PREFIX = 'YW1:'
const VERSION = 1
const KINDS: Record<CheckInCodeMeans, number> = { screen: 1, wall: 2 }
const HEAD_BYTES = 3

/** A screen's key, of one session and day. The label keeps it apart from the passes' keys, which come of the same one. */
export const screenKey = (day: Uint8Array, session: string, mac: Mac): Uint8Array =>
  mac(day, ascii(`wall screen ${session}`))

/** The key of a session's code on paper. It has no day: moved to another, its paper still hangs there. */
export const paperKey = (secret: Uint8Array, session: string, mac: Mac): Uint8Array =>
  mac(secret, ascii(`wall paper ${session}`))

/** docs/check-in-code.md has the bytes one by one. */
function encode(means: CheckInCodeMeans, session: string, step: Uint8Array, key: Uint8Array, mac: Mac): string {
  const head = Uint8Array.of(VERSION, KINDS[means], session.length)
  const message = joined(head, ascii(session), step)
  return CHECK_IN_CODE_PREFIX + toBase45(joined(message, mac(key, message).subarray(0, TAG_BYTES)))
}

/** What a screen shows now; another one every half minute. `now` is the cloud's time, as the screen knows it. */
export const screenCode = (session: string, key: Uint8Array, now: Instant, mac: Mac): string =>
  encode('screen', session, stepBytes(Math.floor(now / STEP)), key, mac)

/** What is printed, the same for as long as the session is ahead. */
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

/** What a text says of itself, before anything is believed of it. `at`: when a screen showed it. */
export type CheckInCode = { means: CheckInCodeMeans; session: string; at?: Instant }

export function parseCheckInCode(text: string): CheckInCode | undefined {
  const parsed = decode(text)
  if (!parsed) return undefined
  const { means, session, step } = parsed
  return { means, session, ...(step === undefined ? {} : { at: step * STEP }) }
}

export type CheckInCodeCheck = { ok: true; wall: CheckInCode } | { ok: false; why: 'forged' | 'stale' }

/** Is this ours, and a screen's of now? `keys` are those that may have made what `wallOf` says it is. */
export function verifyCheckInCode(text: string, keys: readonly Uint8Array[], now: Instant, mac: Mac): CheckInCodeCheck {
  const parsed = decode(text)
  const wall = parseCheckInCode(text)
  const made = parsed && keys.some((key) => equalBytes(mac(key, parsed.message).subarray(0, TAG_BYTES), parsed.tag))
  if (!made || !wall) return { ok: false, why: 'forged' }
  return parsed.step !== undefined && isStale(parsed.step, now) ? { ok: false, why: 'stale' } : { ok: true, wall }
}

/** The path that the picture of a code names, so that whatever camera reads it opens 一刻 with it. */
export const checkInCodePath = (text: string): string => `/w?code=${encodeURIComponent(text)}`

/**
 * The code in what a camera read or a page was opened with: bare, in its address, or that encoded once more, as WeChat
 * hands it over. Base 45 has `%` among its letters; decoding therefore ends as soon as the code stands there.
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
