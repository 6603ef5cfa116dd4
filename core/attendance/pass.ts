import * as v from 'valibot'
import { fromBase45, toBase45 } from '../base/base45'
import { bytesOfHex, equalBytes, Hex, joined } from '../base/bytes'
import type { Mac, Sign, Verify } from '../base/crypto'
import type { Instant } from '../base/time'
import { BookingId } from '../place/ids'
import { decodePassPayload, encodePassPayload, type PassPayload } from './pass-payload'

/** Verification keys for passes of one signing key, at one station on one day. */
export type DoorKey = { open: Uint8Array; day: Uint8Array }

/** A pass as stored on a phone. `text` is the fixed part, from which the displayed text is derived every STEP. */
export const Pass = v.object({
  booking: BookingId,
  text: v.string(),
  /** Key of this pass only, in hexadecimal. */
  key: Hex,
  /** Door code: eight digits to read out where no camera works. */
  code: v.string(),
})
export type Pass = v.InferOutput<typeof Pass>

export const PASS_PREFIX = 'YK2:'
/** Duration of one step, in milliseconds. */
export const STEP = 30_000

/** Tolerated distance of a step from `now`, in steps. For a scan sent later, pass its own time as `now`. */
export type StepTolerance = { behind: number; ahead: number }
/**
 * A step is valid during its own time and two more steps, so a screenshot is refused after at most 90 seconds. One step
 * ahead is tolerated for phones whose clock is fast.
 */
const DEFAULT_TOLERANCE: StepTolerance = { behind: 2, ahead: 1 }
/** Whether a step is outside the tolerance. */
export function isStale(step: number, now: Instant, { behind, ahead }: StepTolerance = DEFAULT_TOLERANCE): boolean {
  const gone = Math.floor(now / STEP) - step
  return gone > behind || gone < -ahead
}

const SIGNATURE_BYTES = 64
export const STEP_BYTES = 4
export const TAG_BYTES = 8

/** Encodes a step as four bytes, big-endian. */
export const stepBytes = (step: number): Uint8Array => {
  const bytes = new Uint8Array(STEP_BYTES)
  new DataView(bytes.buffer).setUint32(0, step)
  return bytes
}

/** Issues the fixed part of a pass: payload and signature. A printed card consists of it alone. */
export function issuePass(payload: PassPayload, sign: Sign): string {
  const message = encodePassPayload(payload)
  return PASS_PREFIX + toBase45(joined(message, sign(message)))
}

const fixedOf = (text: string): Uint8Array => fromBase45(text.slice(PASS_PREFIX.length)) ?? new Uint8Array(0)

/** Derives the key of one pass from the day key; it can display that pass and no other. */
export const passKey = (text: string, day: Uint8Array, mac: Mac): Uint8Array => mac(day, fixedOf(text))

/** Text to display now: fixed part, step, and the step's tag. `now`: the cloud's time, as the phone knows it. */
export function showPass(pass: Pick<Pass, 'text' | 'key'>, now: Instant, mac: Mac): string {
  const step = stepBytes(Math.floor(now / STEP))
  const tag = mac(bytesOfHex(pass.key), step).subarray(0, TAG_BYTES)
  return PASS_PREFIX + toBase45(joined(fixedOf(pass.text), step, tag))
}

type Parsed = { payload: PassPayload; message: Uint8Array; signature: Uint8Array; step?: number; tag?: Uint8Array }

function parsePass(text: string): Parsed | null {
  if (!text.startsWith(PASS_PREFIX)) return null
  const bytes = fromBase45(text.slice(PASS_PREFIX.length))
  const read = bytes && decodePassPayload(bytes)
  if (!read) return null
  const fixed = read.length + SIGNATURE_BYTES
  if (bytes.length !== fixed + (read.payload.card ? 0 : STEP_BYTES + TAG_BYTES)) return null
  const parsed = {
    payload: read.payload,
    message: bytes.subarray(0, read.length),
    signature: bytes.subarray(read.length, fixed),
  }
  if (read.payload.card) return parsed
  const step = new DataView(bytes.buffer, bytes.byteOffset).getUint32(fixed)
  return { ...parsed, step, tag: bytes.subarray(fixed + STEP_BYTES) }
}

/** Unverified payload of a pass; undefined where the text is not one. */
export const payloadOf = (text: string): PassPayload | undefined => parsePass(text)?.payload

export type PassCheck = { ok: true; payload: PassPayload } | { ok: false; why: 'forged' | 'stale' }

/**
 * Verifies a pass: authentic (`forged`) and current (`stale`). `keyOf` gives the key for a payload's station and day, where
 * the caller has it. A card has no time limit; staff check it against the roster and the person.
 */
export function checkPass(
  text: string,
  keyOf: (payload: PassPayload) => DoorKey | undefined,
  now: Instant,
  { verify, mac }: { verify: Verify; mac: Mac },
  tolerance?: StepTolerance,
): PassCheck {
  const parsed = parsePass(text)
  const key = parsed && keyOf(parsed.payload)
  if (!key || !verify(key.open, parsed.message, parsed.signature)) return { ok: false, why: 'forged' }
  const { payload, step, tag } = parsed
  if (step === undefined || !tag) return { ok: true, payload }
  const own = mac(key.day, joined(parsed.message, parsed.signature))
  if (!equalBytes(mac(own, stepBytes(step)).subarray(0, TAG_BYTES), tag)) return { ok: false, why: 'forged' }
  return isStale(step, now, tolerance) ? { ok: false, why: 'stale' } : { ok: true, payload }
}
