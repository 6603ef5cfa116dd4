import type { Cell } from './cell'
import type { Read } from './mistake'

/**
 * One column of a sheet. The template, the reader, the messages, the preview and the guide all follow from it.
 */
export type Column<T = unknown> = {
  /** As in the first row of the sheet. */
  title: string
  /** What a cell takes, as the second half of 「这里要填：…」. */
  takes: string
  /** A cell must not be empty. */
  required?: true
  /** A cell of the example row. */
  example: string | number
  read(cell: Cell): Read<T>
  write(value: T): string | number
}
export type Columns = Readonly<Record<string, Column<never> | Column>>

/** Values of one row, by the keys of its columns; an empty cell has none. */
export type RowOf<C extends Columns> = { [K in keyof C]?: C[K] extends Column<infer T> ? T : never }

/** A sheet of the workbook. */
export type Sheet<C extends Columns = Columns> = { name: string; columns: C }

/** Identity function that keeps the type of a column's value. */
export const column = <T>(one: Column<T>): Column<T> => one
