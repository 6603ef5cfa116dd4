import { fold, narrow } from '../../../base/fold'
import { type Cell, isBlank, type Table, textOf } from '../cell'
import type { Column, Columns, RowOf, Sheet } from '../column'
import { IMPORT_MOST } from '../limits'
import { type Mistake, showFound, type Tell } from '../mistake'
import { EXAMPLE_MARK } from '../sheets/workbook'

/** A row that was read: its number in the sheet, its values, and what each cell had. `bad`: a value of it is missing. */
export type PlacedRow<C extends Columns> = { row: number; value: RowOf<C>; bad: boolean; cells: readonly Cell[] }

type Head<C extends Columns> = { row: number; at: Map<keyof C & string, number> }

const entriesOf = <C extends Columns>({ columns }: Sheet<C>) => Object.entries(columns) as [keyof C & string, Column][]

/** Finds the columns by the titles in the first row that is not empty. */
function readHead<C extends Columns>(sheet: Sheet<C>, rows: readonly Cell[][], tell: Tell): Head<C> | undefined {
  const row = rows.findIndex((cells) => cells.some((cell) => !isBlank(cell)))
  if (row < 0) return undefined
  const keys = new Map(entriesOf(sheet).map(([key, { title }]) => [fold(title), key]))
  const at = new Map<keyof C & string, number>()
  const about = (code: Mistake['code'], column: string) =>
    tell({ sheet: sheet.name, row: row + 1, column, found: '', code })
  for (const [nth, cell] of (rows[row] as Cell[]).entries()) {
    if (isBlank(cell)) continue
    const title = textOf(cell).trim()
    const key = keys.get(fold(title))
    if (!key) about('unknown-column', showFound(title))
    else if (at.has(key)) about('column-twice', title)
    else at.set(key, nth)
  }
  for (const [key, { title, required }] of entriesOf(sheet)) if (required && !at.has(key)) about('no-column', title)
  return { row, at }
}

const isExample = ([first]: readonly Cell[]): boolean =>
  !isBlank(first) && narrow(textOf(first as Cell)).startsWith(narrow(EXAMPLE_MARK))

/** Reads the rows of a sheet by its columns. Every mistake is told; the rows come back all the same, to be checked together. */
export function readSheet<C extends Columns>(sheet: Sheet<C>, { rows }: Table, tell: Tell): PlacedRow<C>[] {
  const head = readHead(sheet, rows, tell)
  if (!head) return []
  const about = (code: Mistake['code'], most: number) =>
    tell({ sheet: sheet.name, row: 0, column: '', found: '', code, values: { most } })
  if (rows.length - head.row - 1 > IMPORT_MOST.rows) {
    about('too-many-rows', IMPORT_MOST.rows)
    return []
  }
  if (
    rows.some(
      (cells) => cells.length > IMPORT_MOST.cells && cells.slice(IMPORT_MOST.cells).some((cell) => !isBlank(cell)),
    )
  )
    about('too-many-cells', IMPORT_MOST.cells)
  const entries = entriesOf(sheet)
  const placed: PlacedRow<C>[] = []
  for (let at = head.row + 1; at < rows.length; at++) {
    const cells = rows[at] as Cell[]
    if (cells.every(isBlank) || isExample(cells)) continue
    placed.push(readRow(sheet.name, entries, head, cells, at + 1, tell))
  }
  return placed
}

function readRow<C extends Columns>(
  sheet: string,
  entries: readonly [keyof C & string, Column][],
  { at }: Head<C>,
  cells: readonly Cell[],
  row: number,
  tell: Tell,
): PlacedRow<C> {
  const value: Record<string, unknown> = {}
  let isBad = false
  for (const [key, { title, required, takes, read }] of entries) {
    const nth = at.get(key)
    const cell = nth === undefined ? null : (cells[nth] ?? null)
    if (isBlank(cell)) {
      isBad ||= !!required
      if (required && nth !== undefined)
        tell({ sheet, row, column: title, found: '', code: 'missing', values: { takes } })
      continue
    }
    const result = read(cell)
    if (result.ok) value[key] = result.value
    else {
      isBad = true
      const { code, values } = result.trouble
      tell({ sheet, row, column: title, found: showFound(textOf(cell)), code, values: { takes, ...values } })
    }
  }
  return { row, value: value as RowOf<C>, bad: isBad, cells }
}
