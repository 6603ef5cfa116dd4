import type { DayReport } from '@core/attendance/day-report'
import { type Table, toListTable, toSumsTable } from '@core/attendance/day-report-table'
import type { Language } from '@core/words/say'

/** Column width in characters; a Chinese character counts as 2. */
const COLUMN_WIDTH = { least: 6, most: 36 }

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 2)
const widthsOf = ({ header, rows }: Table) =>
  header.map((name, nth) => {
    const widths = [name, ...rows.map((row) => String(row[nth] ?? ''))].map(widthOf)
    return { width: Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, ...widths)) }
  })

const pageOf = (table: Table) => ({
  sheet: table.name,
  data: [
    table.header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    // Strings are written as text cells, so that `=…` is not a formula.
    ...table.rows.map((row) => row.map((value) => (typeof value === 'string' ? { value, type: String } : value))),
  ],
  columns: widthsOf(table),
  stickyRowsCount: 1,
})

/** The day report as an .xlsx workbook: the list, and the totals. */
export async function workbookOf(sheet: DayReport, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded on first use, to keep cold starts short. Why this library: docs/decisions/006.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const pages = [toListTable(sheet, language), toSumsTable(sheet, language)].map(pageOf)
  return new Uint8Array(await writeXlsxFile(pages).toBuffer())
}
