import { joined } from '../bytes'
import { orientationOf, orientationSegment, turnsSides } from './orientation'
import type { Picture } from './picture'

const SOI = [0xff, 0xd8]
/** A plain JFIF header: version 1.01, square pixels, no preview. */
const JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
const [EOI, SOS, DHT, DQT, DRI] = [0xd9, 0xda, 0xc4, 0xdb, 0xdd]
const [EXIF, ADOBE] = [0xe1, 0xee]
/** Baseline, extended and progressive frames, as every browser draws them. */
const FRAMES = [0xc0, 0xc1, 0xc2]
/** A progressive picture has about ten scans; each is a pass over all pixels, so thousands would hang a phone. */
const SCANS_MOST = 64
const ADOBE_BYTES = 14

type Segment = { marker: number; from: number; to: number }

/** End of the entropy-coded data after a scan's header: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return -1
}

/** The segments of a file up to its end marker; a scan has its data with it. Undefined where it is cut off or wrong. */
function segmentsOf(bytes: Uint8Array): Segment[] | undefined {
  const found: Segment[] = []
  let at = SOI.length
  while (at + 3 < bytes.length || bytes[at + 1] === EOI) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === EOI) return found
    const size = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    const end = at + 2 + size
    if (size < 2 || end > bytes.length) return undefined
    const to = marker === SOS ? endOfScan(bytes, end) : end
    if (to < 0) return undefined
    found.push({ marker, from: at, to })
    at = to
  }
  return undefined
}

const isDrawn = ({ marker }: Segment): boolean => [SOS, DHT, DQT, DRI, ...FRAMES].includes(marker)
/** Says how colours are coded; without it, some pictures would be drawn in false ones. */
const isAdobe = (bytes: Uint8Array, { marker, from, to }: Segment): boolean =>
  marker === ADOBE &&
  to - from === ADOBE_BYTES + 2 &&
  String.fromCharCode(...bytes.slice(from + 4, from + 9)) === 'Adobe'

/** A JPEG of its tables, its frame and its scans alone. */
export function cleanJpeg(bytes: Uint8Array): Picture | undefined {
  if (bytes[0] !== SOI[0] || bytes[1] !== SOI[1]) return undefined
  const segments = segmentsOf(bytes)
  const frames = segments?.filter(({ marker }) => FRAMES.includes(marker)) ?? []
  const scans = segments?.filter(({ marker }) => marker === SOS).length ?? 0
  const [frame] = frames
  if (!segments || !frame || frames.length > 1 || scans < 1 || scans > SCANS_MOST || frame.to - frame.from < 10)
    return undefined
  if (segments.findIndex(({ marker }) => marker === SOS) < segments.indexOf(frame)) return undefined
  const [height, width] = [5, 7].map(
    (at) => ((bytes[frame.from + at] as number) << 8) | (bytes[frame.from + at + 1] as number),
  )
  if (!width || !height) return undefined
  const exif = segments.find(({ marker }) => marker === EXIF)
  const orientation = exif ? orientationOf(bytes.subarray(exif.from + 4, exif.to)) : 1
  const kept = segments.filter((segment) => isDrawn(segment) || isAdobe(bytes, segment))
  const clean = joined(
    Uint8Array.from([...SOI, ...JFIF]),
    orientation === 1 ? new Uint8Array() : orientationSegment(orientation),
    ...kept.map(({ from, to }) => bytes.subarray(from, to)),
    Uint8Array.from([0xff, EOI]),
  )
  const shown = turnsSides(orientation) ? { width: height, height: width } : { width, height }
  return { type: 'jpg', bytes: clean, ...shown }
}
