import type { DayReport } from '@core/attendance/day-report'
import { type Table, toListTable, toSumsTable } from '@core/attendance/day-report-table'
import type { Language } from '@core/words/say'

/** About so many letters of a Chinese font stand in a column. */
const LETTERS = { least: 6, most: 36 }

const widthOf = (text: string): number => [...text].reduce((width, letter) => width + (letter > '\u2e80' ? 2 : 1), 2)
const widthsOf = ({ header, rows }: Table) =>
  header.map((name, nth) => {
    const widths = [name, ...rows.map((row) => String(row[nth] ?? ''))].map(widthOf)
    return { width: Math.min(LETTERS.most, Math.max(LETTERS.least, ...widths)) }
  })

const pageOf = (table: Table) => ({
  sheet: table.name,
  data: [
    table.header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    // A text is written as a text, whatever it begins with.
    ...table.rows.map((row) => row.map((value) => (typeof value === 'string' ? { value, type: String } : value))),
  ],
  columns: widthsOf(table),
  stickyRowsCount: 1,
})

/** The day as a workbook: the list, and its sums. */
export async function workbookOf(sheet: DayReport, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  // Read when it is first asked for: it is no part of a cold start. Why this one: docs/decisions/006.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const pages = [toListTable(sheet, language), toSumsTable(sheet, language)].map(pageOf)
  return new Uint8Array(await writeXlsxFile(pages).toBuffer())
}
