import { joined } from '../bytes'
import type { Picture } from './picture'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Header, palette, transparency, pixels, end: what draws the picture. An animation's frames and all texts are left out. */
const DRAWN = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']
const IHDR_BYTES = 13
/** Bits a channel that each colour type may have (PNG specification, table 11.1). */
const DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

const long = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) * 0x1000000 +
  (((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number))

type Chunk = { name: string; from: number; to: number }

/** The chunks of a file up to its end; undefined where it is cut off. */
function chunksOf(bytes: Uint8Array): Chunk[] | undefined {
  const found: Chunk[] = []
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const to = at + 12 + long(bytes, at)
    if (to > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    found.push({ name, from: at, to })
    if (name === 'IEND') return found
    at = to
  }
  return undefined
}

/** A PNG of the chunks that draw it. */
export function cleanPng(bytes: Uint8Array): Picture | undefined {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) return undefined
  const chunks = chunksOf(bytes)
  const header = chunks?.[0]
  if (!chunks || header?.name !== 'IHDR' || header.to - header.from !== IHDR_BYTES + 12) return undefined
  if (!chunks.some(({ name }) => name === 'IDAT')) return undefined
  const [width, height] = [long(bytes, header.from + 8), long(bytes, header.from + 12)]
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = bytes.subarray(header.from + 16)
  const isKnown = DEPTHS[colour]?.includes(depth) && compression === 0 && filter === 0 && interlace <= 1
  if (!width || !height || !isKnown) return undefined
  const kept = chunks.filter(({ name }) => DRAWN.includes(name)).map(({ from, to }) => bytes.subarray(from, to))
  return { type: 'png', bytes: joined(Uint8Array.from(SIGNATURE), ...kept), width, height }
}
