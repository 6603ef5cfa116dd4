import { ascii, joined } from '../bytes'

/** The tag of Exif 2.3 that says how a camera was held: 1 upright … 8. */
const TAG = 0x0112
const EXIF = [...ascii('Exif'), 0, 0]

/** Orientation in the body of an Exif segment; 1 where there is none, or it cannot be read. */
export function orientationOf(segment: Uint8Array): number {
  if (!EXIF.every((byte, at) => segment[at] === byte)) return 1
  const tiff = segment.subarray(EXIF.length)
  const isLittle = tiff[0] === 0x49
  const byte = (at: number): number => tiff[at] ?? 0
  const short = (at: number): number => (isLittle ? byte(at) | (byte(at + 1) << 8) : (byte(at) << 8) | byte(at + 1))
  const long = (at: number): number =>
    isLittle ? short(at) + short(at + 2) * 65_536 : short(at) * 65_536 + short(at + 2)
  if (short(2) !== 42) return 1
  const directory = long(4)
  // Bounded by the segment, whatever the count claims.
  const count = Math.min(short(directory), Math.floor(tiff.length / 12))
  for (let nth = 0; nth < count; nth++) {
    const entry = directory + 2 + nth * 12
    if (short(entry) !== TAG) continue
    const value = short(entry + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Whether width and height change places when the picture is shown. */
export const turnsSides = (orientation: number): boolean => orientation >= 5

/** An Exif segment with the orientation and nothing else: big-endian TIFF, one directory, one entry. */
export function orientationSegment(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const size = 2 + EXIF.length + tiff.length
  return joined(Uint8Array.from([0xff, 0xe1, size >> 8, size & 0xff]), Uint8Array.from([...EXIF, ...tiff]))
}
