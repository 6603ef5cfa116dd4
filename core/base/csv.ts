/** Start of a spreadsheet formula. NFKC normalisation first maps full-width and small forms to these characters. */
const FORMULA_START = /^[\s\p{Cf}]*[=+\-@\u2212]/u
/** Leading control character or line break: some programs skip it and read a formula after it. */
const CONTROL_FIRST = /^[\p{Cc}\p{Zl}\p{Zp}]/u
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
/** Unprintable: control characters, lone surrogates, noncharacters and the replacement character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gu

/**
 * Escapes text against CSV injection (OWASP): an apostrophe before whatever could start a formula, and no control
 * characters.
 */
export function escapeFormula(text: string): string {
  const clean = text.replace(BREAKS, ' ').replace(UNPRINTABLE, '')
  return CONTROL_FIRST.test(text) || FORMULA_START.test(clean.normalize('NFKC')) ? `'${clean}` : clean
}

export type Cell = string | number

const quote = (cell: Cell): string =>
  typeof cell === 'string' && /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell)

/**
 * CSV (RFC 4180) with a UTF-8 byte order mark, without which Excel garbles Chinese. Cells must already be formula-safe.
 */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('')}`
