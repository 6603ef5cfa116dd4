import { inflateRawSync } from 'node:zlib'
import { IMPORT_MOST } from '@core/district/import/limits'

/** Signatures and sizes of the zip format (APPNOTE 4.3). */
const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
/** A descriptor may follow the data of an entry. */
const DESCRIPTOR_BYTES = 24
const COMMENT_MOST = 65_535
const STORED = 0
const DEFLATED = 8
/** A workbook has some twenty parts. */
const PARTS_MOST = 500
/** Columns up to this many letters are looked at: `A` to `ZZ`. */
const COLUMN_LETTERS = 2

/** Why a file must not be opened. */
export type BadZip = 'not-readable' | 'file-too-large' | 'too-many-rows' | 'too-many-cells' | 'cell-error'

type Part = { name: string; data: Buffer; deflated: boolean; from: number; to: number }

/** The parts of an archive by its central directory; undefined where it is none. */
function partsOf(bytes: Buffer): Part[] | undefined {
  const end = bytes.lastIndexOf(Buffer.from(Uint32Array.of(END).buffer), bytes.length - END_BYTES)
  if (end < 0 || end < bytes.length - END_BYTES - COMMENT_MOST) return undefined
  const count = bytes.readUInt16LE(end + 10)
  const parts: Part[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let nth = 0; nth < count; nth++) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return undefined
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const from = bytes.readUInt32LE(at + 42)
    if (from + LOCAL_BYTES > end || bytes.readUInt32LE(from) !== LOCAL) return undefined
    const start = from + LOCAL_BYTES + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    if (start + packed > end || (method !== STORED && method !== DEFLATED)) return undefined
    parts.push({
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name),
      data: bytes.subarray(start, start + packed),
      deflated: method === DEFLATED,
      from,
      to: start + packed,
    })
    at += ENTRY_BYTES + name + extra + comment
  }
  return parts.length <= PARTS_MOST ? parts : undefined
}

/** Whether every byte of the archive belongs to one part: a reader of streams would open a part that the directory hides. */
function isWhole(parts: readonly Part[]): boolean {
  const sorted = [...parts].sort((a, b) => a.from - b.from)
  return sorted.every(({ from }, at) => {
    const gap = from - (sorted[at - 1]?.to ?? 0)
    return gap >= 0 && gap <= (at ? DESCRIPTOR_BYTES : 0)
  })
}

/** What a sheet must not have: a cell far out, for which a reader would fill a huge table, or one whose formula failed. */
function badSheet(xml: string): BadZip | undefined {
  for (const [, column = '', row = ''] of xml.matchAll(/\sr="([A-Z]*)(\d+)"/g)) {
    if (column.length > COLUMN_LETTERS) return 'too-many-cells'
    // The head, and an explanation or two.
    if (Number(row) > IMPORT_MOST.rows + 10) return 'too-many-rows'
  }
  return /<c\s[^>]*\bt="e"/.test(xml) ? 'cell-error' : undefined
}

/**
 * Looks at a workbook before it is read. Every part is inflated within a bound, since a zip bomb of some kilobytes may hold
 * gigabytes, and a size that the archive states may be false.
 */
export function findBadZip(bytes: Buffer): BadZip | undefined {
  const parts = partsOf(bytes)
  if (!parts?.length || !isWhole(parts)) return 'not-readable'
  let left: number = IMPORT_MOST.inflatedBytes
  for (const { name, data, deflated } of parts) {
    let inflated = data
    try {
      if (deflated) inflated = inflateRawSync(data, { maxOutputLength: Math.max(1, left) })
    } catch (fault) {
      return (fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'file-too-large' : 'not-readable'
    }
    left -= inflated.length
    if (left < 0) return 'file-too-large'
    const bad = /worksheets\/[^/]*\.xml$/i.test(name) ? badSheet(inflated.toString('latin1')) : undefined
    if (bad) return bad
  }
  return undefined
}
