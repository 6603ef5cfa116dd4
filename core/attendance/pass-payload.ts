import * as v from 'valibot'
import { BASE32_ALPHABET } from '../base/base32'
import { ascii } from '../base/bytes'
import { type Instant, MINUTE } from '../base/time'
import { StationId } from '../place/station'

/** Signed content of a pass. */
export type PassPayload = {
  /** Id of the signing key. */
  key: number
  /** A printed card: without a step, and valid only with a row on the roster. */
  card: boolean
  /** Booking id, which starts with the station. */
  booking: string
  startsAt: Instant
  minutes: number
  seats: number
  /** Incremented, modulo 256, when a booking's pass is reissued; older passes are then refused. */
  generation: number
}

const VERSION = 2
const CARD = 1
const FIXED_BYTES = 12
/** Base32 characters of an id after its dot, and their packed bytes: 110 bits in 14, or 80 bits in 10 for older ids. */
const ID_BYTES = new Map([
  [22, 14],
  [16, 10],
])

/** Packs base32 characters, five bits each, padded with zero bits. */
function packBase32(letters: string): Uint8Array | null {
  const length = ID_BYTES.get(letters.length)
  if (!length) return null
  const bytes = new Uint8Array(length)
  for (let at = 0; at < letters.length; at++) {
    const value = BASE32_ALPHABET.indexOf(letters.charAt(at))
    if (value < 0) return null
    for (let bit = 0; bit < 5; bit++) {
      const place = at * 5 + bit
      if (value & (16 >> bit)) bytes[place >> 3] = (bytes[place >> 3] as number) | (128 >> (place & 7))
    }
  }
  return bytes
}

function unpackBase32(bytes: Uint8Array): string | null {
  const count = [...ID_BYTES.keys()].find((letters) => ID_BYTES.get(letters) === bytes.length)
  if (!count) return null
  const bitAt = (place: number) => ((bytes[place >> 3] as number) >> (7 - (place & 7))) & 1
  for (let place = count * 5; place < bytes.length * 8; place++) if (bitAt(place)) return null
  let letters = ''
  for (let at = 0; at < count; at++) {
    let value = 0
    for (let bit = 0; bit < 5; bit++) value = value * 2 + bitAt(at * 5 + bit)
    letters += BASE32_ALPHABET.charAt(value)
  }
  return letters
}

/** Encodes the signed bytes, big-endian; the format is in docs/pass.md. Throws RangeError for an invalid booking id. */
export function encodePassPayload(payload: PassPayload): Uint8Array {
  const dot = payload.booking.indexOf('.')
  const name = payload.booking.slice(0, dot)
  const id = packBase32(payload.booking.slice(dot + 1))
  if (!v.is(StationId, name) || !id) throw new RangeError('no booking id')
  const bytes = new Uint8Array(FIXED_BYTES + name.length + id.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint8(1, payload.key)
  view.setUint8(2, payload.card ? CARD : 0)
  view.setUint8(3, payload.generation)
  view.setUint8(4, payload.seats)
  view.setUint32(5, payload.startsAt / MINUTE)
  view.setUint16(9, payload.minutes)
  view.setUint8(11, (name.length << 4) | id.length)
  bytes.set(ascii(name), FIXED_BYTES)
  bytes.set(id, FIXED_BYTES + name.length)
  return bytes
}

/**
 * Decodes the payload at the start of `bytes` and its length; null for what `encodePassPayload` would not have written.
 */
export function decodePassPayload(bytes: Uint8Array): { payload: PassPayload; length: number } | null {
  if (bytes.length < FIXED_BYTES || bytes[0] !== VERSION) return null
  const [flags, lengths] = [bytes[2] as number, bytes[11] as number]
  const from = FIXED_BYTES + (lengths >> 4)
  const length = from + (lengths & 15)
  if ((flags & ~CARD) !== 0 || bytes.length < length) return null
  const name = String.fromCharCode(...bytes.subarray(FIXED_BYTES, from))
  const letters = unpackBase32(bytes.subarray(from, length))
  if (!v.is(StationId, name) || !letters) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const payload: PassPayload = {
    key: view.getUint8(1),
    card: flags === CARD,
    booking: `${name}.${letters}`,
    startsAt: view.getUint32(5) * MINUTE,
    minutes: view.getUint16(9),
    seats: view.getUint8(4),
    generation: view.getUint8(3),
  }
  return { payload, length }
}
