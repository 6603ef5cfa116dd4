/** What a spreadsheet program would begin to reckon with; NFKC makes the wide and the small ones plain. */
const FORMULA_START = /^[\s\p{Cf}]*[=+\-@\u2212]/u
/** A tab or a line's end at the front is passed over by some, and the next letter is then the first. */
const CONTROL_FIRST = /^[\p{Cc}\p{Zl}\p{Zp}]/u
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
/** No text: control characters, half letters, what is no letter for good, and the mark of one that was lost. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gu

/**
 * A text that no spreadsheet program takes for a formula (OWASP, CSV injection): an apostrophe stands before what begins
 * like one, and no control character is left.
 */
export function escapeFormula(text: string): string {
  const clean = text.replace(BREAKS, ' ').replace(UNPRINTABLE, '')
  return CONTROL_FIRST.test(text) || FORMULA_START.test(clean.normalize('NFKC')) ? `'${clean}` : clean
}

export type Cell = string | number

const quote = (cell: Cell): string =>
  typeof cell === 'string' && /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell)

/** RFC 4180. With the mark of UTF-8 in front, or Excel shows no Chinese. The cells come as they are: harmless already. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('')}`
