import { type Clock, clockOf, type Day, startOfDay } from '../../base/time'

/** A cell of a sheet as a spreadsheet library or a CSV file gives it; a formula counts by its value. */
export type Cell = string | number | boolean | Date | null

/** A sheet as read from a file: its name and its rows, from the first one on. */
export type Table = { name: string; rows: Cell[][] }

/** Spreadsheets keep a time of day as a date in the winter of 1899. */
const isTimeOfDay = (date: Date): boolean => date.getUTCFullYear() < 1901
/** Spreadsheets know no time zones: their dates arrive as UTC. */
const dayIn = (date: Date): Day => date.toISOString().slice(0, 10)
const clockIn = (date: Date): Clock => {
  // A fraction of a day is seldom a whole minute.
  const rounded = new Date(Math.round(date.getTime() / 60_000) * 60_000)
  return rounded.toISOString().slice(11, 16)
}

/** A cell as text. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return isTimeOfDay(cell) ? clockIn(cell) : dayIn(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return String(cell)
}

/** Time of day of a number between 0 and 1, as spreadsheets keep it where the cell has no format. */
export const clockOfFraction = (part: number): Clock =>
  clockOf(startOfDay('2026-01-01') + Math.round(part * 1440) * 60_000)

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')
