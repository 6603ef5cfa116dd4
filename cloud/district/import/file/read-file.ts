import { basename, extname } from 'node:path'
import type { Cell, Table } from '@core/district/import/cell'
import { AREA_MOST, IMPORT_MOST } from '@core/district/import/limits'
import type { Mistake, MistakeCode } from '@core/district/import/mistake'
import { showFound } from '@core/district/import/mistake'
import type { AreaFile } from '@core/district/import/read/read-areas'
import { readCsv } from './read-csv'
import { findBadZip } from './zip-guard'

/** A file of an import: a workbook, a CSV file named after its sheet, or a GeoJSON file with areas. */
export type ImportFile = { name: string; bytes: Uint8Array }
type Tables = { tables: Table[]; areaFiles: AreaFile[]; mistakes: Mistake[] }

async function readWorkbook({ name, bytes }: ImportFile): Promise<Table[] | MistakeCode> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const bad = findBadZip(buffer)
  if (bad) return bad
  // Loaded on first use, to keep cold starts short. Why this library: docs/decisions/025-import.md.
  const { default: readXlsxFile } = await import('read-excel-file/node')
  try {
    const sheets = await readXlsxFile(buffer)
    return sheets.map(({ sheet, data }) => ({ name: sheet ?? name, rows: data as Cell[][] }))
  } catch {
    return 'not-readable'
  }
}

const isAreaFile = ({ name }: ImportFile): boolean => /\.(geo)?json$/i.test(name)

/** JSON is UTF-8 (RFC 8259). */
function readText(file: ImportFile): AreaFile | MistakeCode {
  if (file.bytes.length > AREA_MOST.bytes) return 'file-too-large'
  try {
    return { name: basename(file.name), text: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes) }
  } catch {
    return 'bad-json'
  }
}

async function readOne(file: ImportFile): Promise<Table[] | MistakeCode> {
  if (file.bytes.length > IMPORT_MOST.fileBytes) return 'file-too-large'
  const extension = extname(file.name).toLowerCase()
  if (extension === '.xlsx') return readWorkbook(file)
  const rows = extension === '.csv' ? readCsv(file.bytes) : undefined
  return rows ? [{ name: basename(file.name).slice(0, -extension.length), rows }] : 'not-readable'
}

/** Reads the sheets and the texts of all files; a file that cannot be read is a mistake. */
export async function readTables(files: readonly ImportFile[]): Promise<Tables> {
  const all: Tables = { tables: [], areaFiles: [], mistakes: [] }
  for (const file of files) {
    const found = isAreaFile(file) ? readText(file) : await readOne(file)
    if (Array.isArray(found)) all.tables.push(...found)
    else if (typeof found !== 'string') all.areaFiles.push(found)
    else
      all.mistakes.push({
        ...{ sheet: '', row: 0, column: '', found: showFound(file.name), code: found },
        values: { most: found === 'too-many-cells' ? IMPORT_MOST.cells : IMPORT_MOST.rows },
      })
  }
  return all
}
