import * as v from 'valibot'
import { fromBase45, toBase45 } from '../base/base45'
import { bytesOfHex, equalBytes, Hex, joined } from '../base/bytes'
import type { Mac, Sign, Verify } from '../base/crypto'
import type { Instant } from '../base/time'
import { BookingId } from '../booking/booking'
import { decodePassPayload, encodePassPayload, type PassPayload } from './pass-payload'

/** What opens the passes of one key, at one station on one day. */
export type DoorKey = { open: Uint8Array; day: Uint8Array }

/** What a phone keeps of a pass. `text` is the part that does not change; what is shown is made of it every half minute. */
export const Pass = v.object({
  booking: BookingId,
  text: v.string(),
  /** This pass's own key, in hexadecimal: of no use for any other pass. */
  key: Hex,
  /** Eight figures to read out when no camera will do. */
  code: v.string(),
})
export type Pass = v.InferOutput<typeof Pass>

export const PASS_PREFIX = 'YK2:'
/** How long one step is shown, in milliseconds. */
export const STEP = 30_000

/** How far from now a step may be, in steps; where time has gone by since, the moment of the scan is handed in as now. */
export type StepTolerance = { behind: number; ahead: number }
/**
 * A step is worth something in its own time and for two more: a picture of it is refused after 90 seconds at most. A phone
 * whose clock is a little fast is not turned away.
 */
const DEFAULT_TOLERANCE: StepTolerance = { behind: 2, ahead: 1 }
/** Is a step too far from now? */
export function isStale(step: number, now: Instant, { behind, ahead }: StepTolerance = DEFAULT_TOLERANCE): boolean {
  const gone = Math.floor(now / STEP) - step
  return gone > behind || gone < -ahead
}

const SIGNATURE_BYTES = 64
export const STEP_BYTES = 4
export const TAG_BYTES = 8

/** A step as it is written, big-endian. */
export const stepBytes = (step: number): Uint8Array => {
  const bytes = new Uint8Array(STEP_BYTES)
  new DataView(bytes.buffer).setUint32(0, step)
  return bytes
}

/** The part that does not change: the payload and its signature. On paper it is all there is. */
export function issuePass(payload: PassPayload, sign: Sign): string {
  const message = encodePassPayload(payload)
  return PASS_PREFIX + toBase45(joined(message, sign(message)))
}

const fixedOf = (text: string): Uint8Array => fromBase45(text.slice(PASS_PREFIX.length)) ?? new Uint8Array(0)

/** A pass's own key, of the day's: whoever holds one can show that one, and no other. */
export const passKey = (text: string, day: Uint8Array, mac: Mac): Uint8Array => mac(day, fixedOf(text))

/** What is shown now: the fixed part, the step, and the step's tag. `now` is the cloud's time, as the phone knows it. */
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

/** The booking that a text names, before anything is believed of it. */
export const payloadOf = (text: string): PassPayload | undefined => parsePass(text)?.payload

export type PassCheck = { ok: true; payload: PassPayload } | { ok: false; why: 'forged' | 'stale' }

/**
 * Is this ours, and of now? `keyOf` gives the key of a payload's station and day, if whoever asks has it. A card has no
 * time: whoever accepts one looks at the roster and at the person.
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
