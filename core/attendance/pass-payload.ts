import * as v from 'valibot'
import { BASE32_ALPHABET } from '../base/base32'
import { ascii } from '../base/bytes'
import { type Instant, MINUTE } from '../base/time'
import { StationId } from '../place/station'

/** What a pass says. The signature behind it says that we said so. */
export type PassPayload = {
  /** Which of our keys signed it. */
  key: number
  /** The pass on paper: it has no step, and is worth something only beside the roster. */
  card: boolean
  /** Its station is what it begins with. */
  booking: string
  startsAt: Instant
  minutes: number
  seats: number
  /** Counts up when a booking's pass is made anew, modulo 256; an older one is then worth nothing. */
  generation: number
}

const VERSION = 2
const CARD = 1
const FIXED_BYTES = 12
/** Letters of an id behind its dot, and the bytes they take: 110 bits in 14, and 80 in 10 for the older ones. */
const ID_BYTES = new Map([
  [22, 14],
  [16, 10],
])

/** The letters' bits from the left, and noughts to the byte's end. */
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

/** The bytes that are signed, big-endian; docs/pass.md has them one by one. A booking of another form is a fault. */
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

/** The payload at the beginning of `bytes` and how long it is; null for what `claimBytes` would not have written. */
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
