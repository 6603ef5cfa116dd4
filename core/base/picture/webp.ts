import { ascii, joined } from '../bytes'
import type { Picture } from './picture'

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
const little = (bytes: Uint8Array, at: number, size: number): number =>
  Array.from({ length: size }, (_, nth) => (bytes[at + nth] ?? 0) * 256 ** nth).reduce((sum, part) => sum + part, 0)
const littleBytes = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, nth) => Math.floor(value / 256 ** nth) % 256)

/** The alpha flag of an extended header (WebP container specification). */
const ALPHA = 0x10

/** The chunks of a RIFF file by name; undefined where it is cut off, or one comes twice. */
function chunksOf(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  const end = 8 + little(bytes, 4, 4)
  if (end > bytes.length) return undefined
  const found = new Map<string, Uint8Array>()
  for (let at = 12; at + 8 <= end; ) {
    const size = little(bytes, at + 4, 4)
    if (at + 8 + size > end || found.has(nameAt(bytes, at))) return undefined
    found.set(nameAt(bytes, at), bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size + (size % 2)
  }
  return found
}

/** Size of the lossy frame (RFC 6386) or the lossless one (RFC 9649) in its own header. */
function sizeOf(lossy: Uint8Array | undefined, lossless: Uint8Array | undefined) {
  if (lossy) {
    const isKeyFrame = lossy.length > 10 && ((lossy[0] as number) & 1) === 0
    const isStarted = lossy[3] === 0x9d && lossy[4] === 0x01 && lossy[5] === 0x2a
    if (!isKeyFrame || !isStarted) return undefined
    return { width: little(lossy, 6, 2) & 0x3fff, height: little(lossy, 8, 2) & 0x3fff }
  }
  if (!lossless || lossless.length < 6 || lossless[0] !== 0x2f) return undefined
  const bits = little(lossless, 1, 4)
  return { width: (bits % 0x4000) + 1, height: (Math.floor(bits / 0x4000) % 0x4000) + 1 }
}

const chunk = (name: string, body: Uint8Array): Uint8Array =>
  joined(
    ascii(name),
    Uint8Array.from(littleBytes(body.length, 4)),
    body,
    body.length % 2 ? Uint8Array.from([0]) : new Uint8Array(),
  )

/** A WebP of its one frame, and of the transparency that a lossy frame has beside it. */
export function cleanWebp(bytes: Uint8Array): Picture | undefined {
  if (nameAt(bytes, 0) !== 'RIFF' || nameAt(bytes, 8) !== 'WEBP') return undefined
  const chunks = chunksOf(bytes)
  const [lossy, lossless, alpha] = ['VP8 ', 'VP8L', 'ALPH'].map((name) => chunks?.get(name))
  if (!chunks || (lossy && lossless) || chunks.has('ANIM') || chunks.has('ANMF')) return undefined
  const size = sizeOf(lossy, lossless)
  if (!size?.width || !size.height) return undefined
  const { width, height } = size
  const extended = Uint8Array.from([ALPHA, 0, 0, 0, ...littleBytes(width - 1, 3), ...littleBytes(height - 1, 3)])
  const body = lossless
    ? chunk('VP8L', lossless)
    : joined(...(alpha ? [chunk('VP8X', extended), chunk('ALPH', alpha)] : []), chunk('VP8 ', lossy as Uint8Array))
  const head = joined(ascii('RIFF'), Uint8Array.from(littleBytes(body.length + 4, 4)), ascii('WEBP'))
  return { type: 'webp', bytes: joined(head, body), width, height }
}
