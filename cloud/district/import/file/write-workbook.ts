import type { Columns, Sheet } from '@core/district/import/column'
import type { Present } from '@core/district/import/district'
import { cellsOf, holidayRow, inviteeRow, offeringRows, stationRow, streetRow } from '@core/district/import/rows'
import { EXAMPLE_MARK, GUIDE_SHEET, SHEET_KEYS, SHEETS, type SheetKey } from '@core/district/import/sheets/workbook'

type Value = string | number
type Page = { sheet: string; data: Written[][]; columns: { width: number }[]; stickyRowsCount: number }
/** A string has its type stated, so that a text that begins with `=` is no formula. */
type Written =
  | { value: string; type: StringConstructor; fontWeight?: 'bold'; wrap?: boolean }
  | { value: number; type: NumberConstructor }
  | null

const WIDTHS = { least: 10, most: 40 }
const written = (value: Value): Written =>
  value === '' ? null : typeof value === 'string' ? { value, type: String } : { value, type: Number }
const title = (value: string): Written => ({ value, type: String, fontWeight: 'bold' })

function pageOf(sheet: Sheet, rows: Value[][]): Page {
  const columns = Object.values(sheet.columns)
  return {
    sheet: sheet.name,
    data: [columns.map((one) => title(one.title)), ...rows.map((row) => row.map(written))],
    columns: columns.map((one) => ({
      width: Math.min(WIDTHS.most, Math.max(WIDTHS.least, String(one.example).length * 2 + 4)),
    })),
    stickyRowsCount: 1,
  }
}

/** The first cell is marked, so that the row is not read when it is left there. */
const exampleRow = ({ columns }: Sheet): Value[] =>
  Object.values(columns).map(({ example }, at) => (at === 0 ? `${EXAMPLE_MARK}${example}` : example))

function guidePage(): Page {
  const rows = SHEET_KEYS.flatMap((key) => {
    const { name, columns } = SHEETS[key] as Sheet
    return Object.values(columns).map((one) => [name, one.title, one.required ? '要填' : '', one.takes])
  })
  return {
    sheet: GUIDE_SHEET,
    data: [
      ['工作表', '列', '', '填什么'].map(title),
      ...rows.map((row) => row.map((value) => ({ value, type: String, wrap: true as const }))),
    ],
    columns: [{ width: 10 }, { width: 16 }, { width: 6 }, { width: 90 }],
    stickyRowsCount: 1,
  }
}

async function write(pages: Page[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return new Uint8Array(await writeXlsxFile(pages).toBuffer())
}

/** The empty workbook: an example row a sheet, and what each column takes. */
export const templateWorkbook = (): Promise<Uint8Array<ArrayBuffer>> =>
  write([guidePage(), ...SHEET_KEYS.map((key) => pageOf(SHEETS[key] as Sheet, [exampleRow(SHEETS[key] as Sheet)]))])

/** The district as a workbook that imports without a difference. */
export function districtWorkbook(present: Present): Promise<Uint8Array<ArrayBuffer>> {
  const rows = <C extends Columns>(sheet: Sheet<C>, list: object[]) => list.map((row) => cellsOf(sheet as Sheet, row))
  const lists: Record<SheetKey, object[]> = {
    streets: present.streets.map(streetRow),
    stations: present.stations.map(stationRow),
    offerings: present.offerings.flatMap(offeringRows),
    holidays: present.holidays.map(holidayRow),
    invitees: present.invitees.map(inviteeRow),
  }
  return write(SHEET_KEYS.map((key) => pageOf(SHEETS[key] as Sheet, rows(SHEETS[key] as Sheet, lists[key]))))
}
