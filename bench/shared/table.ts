/** Result of a benchmark: one table, and a line per exceeded budget. */
export type Table = {
  title: string
  columns: string[]
  rows: string[][]
  /** Explanations for the reader. */
  notes?: string[]
  over?: string[]
}

const GAP = '  '

/** Terminal width: CJK characters take two cells. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)

/** Prints a table: the first column left-aligned, figures right-aligned. */
export function printTable({ title, columns, rows, notes = [], over = [] }: Table): void {
  const widths = columns.map((name, at) => Math.max(widthOf(name), ...rows.map((row) => widthOf(row[at] ?? ''))))
  const line = (cells: string[]): string =>
    cells
      .map((cell, at) => {
        const room = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)))
        return at === 0 ? cell + room : room + cell
      })
      .join(GAP)
      .trimEnd()
  console.log(`\n${title}`)
  console.log(line(columns))
  console.log(widths.map((width) => '─'.repeat(width)).join(GAP))
  for (const row of rows) console.log(line(row))
  for (const note of notes) console.log(`  ${note}`)
  for (const miss of over) console.log(`  OVER BUDGET: ${miss}`)
}

export const times = (ratio: number): string => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2)} ×`
export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 1 ? `${ms.toFixed(1)} ms` : `${(ms * 1000).toFixed(1)} µs`
}
