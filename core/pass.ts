import * as v from 'valibot'
import { fromBase45, toBase45 } from './base45'
import { BookingId } from './booking'
import { type Instant, MINUTE } from './time'

/** What a pass says. The signature behind it says that we said so. */
export type Claim = {
  /** Which of our keys signed it. */
  key: number
  booking: string
  startsAt: Instant
  minutes: number
  seats: number
  /** Counts up when a booking's pass is made anew; an older one is then worth nothing. */
  generation: number
}

export type Sign = (message: Uint8Array) => Uint8Array
/** True only for our signature by that key. */
export type Verify = (key: number, message: Uint8Array, signature: Uint8Array) => boolean

/** What is shown at the door. `text` is the QR code's content; the phone keeps all of it for when there is no signal. */
export const Pass = v.object({ booking: BookingId, text: v.string(), code: v.string() })
export type Pass = v.InferOutput<typeof Pass>

export const PASS_PREFIX = 'YK1:'
const VERSION = 1
const SIGNATURE_BYTES = 64
const FIXED_BYTES = 12
const printable = /^[\x21-\x7e]+$/

/**
 * The claim as bytes, big-endian: version 1 · key 1 · minutes since 1970 4 · length in minutes 2 ·
 * seats 1 · generation 1 · flags 1 (zero) · length of the booking's id 1 · that id in ASCII.
 */
function claimBytes(claim: Claim): Uint8Array {
  const bytes = new Uint8Array(FIXED_BYTES + claim.booking.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint8(1, claim.key)
  view.setUint32(2, claim.startsAt / MINUTE)
  view.setUint16(6, claim.minutes)
  view.setUint8(8, claim.seats)
  view.setUint8(9, claim.generation)
  view.setUint8(10, 0)
  view.setUint8(11, claim.booking.length)
  for (let at = 0; at < claim.booking.length; at++) bytes[FIXED_BYTES + at] = claim.booking.charCodeAt(at)
  return bytes
}

function claimOf(bytes: Uint8Array): Claim | null {
  if (bytes.length < FIXED_BYTES || bytes[0] !== VERSION || bytes[10] !== 0) return null
  if (bytes.length !== FIXED_BYTES + (bytes[11] as number)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const booking = String.fromCharCode(...bytes.subarray(FIXED_BYTES))
  if (!printable.test(booking)) return null
  return {
    key: view.getUint8(1),
    booking,
    startsAt: view.getUint32(2) * MINUTE,
    minutes: view.getUint16(6),
    seats: view.getUint8(8),
    generation: view.getUint8(9),
  }
}

/** The text of a QR code for this claim. */
export function issuePass(claim: Claim, sign: Sign): string {
  const message = claimBytes(claim)
  const signature = sign(message)
  const whole = new Uint8Array(message.length + signature.length)
  whole.set(message)
  whole.set(signature, message.length)
  return PASS_PREFIX + toBase45(whole)
}

/** The claim of a pass that we signed; null for every other text in the world. */
export function readPass(text: string, verify: Verify): Claim | null {
  if (!text.startsWith(PASS_PREFIX)) return null
  const bytes = fromBase45(text.slice(PASS_PREFIX.length))
  if (!bytes || bytes.length <= SIGNATURE_BYTES) return null
  const cut = bytes.length - SIGNATURE_BYTES
  const claim = claimOf(bytes.subarray(0, cut))
  return claim && verify(claim.key, bytes.subarray(0, cut), bytes.subarray(cut)) ? claim : null
}
