import fc from 'fast-check'
import { type Cell, escapeFormula, toCsv } from './csv'

/** A CSV reader by RFC 4180: quotes protect commas and line breaks; a doubled quote is one quote. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += '"'
      at++
    } else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && letter === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at++
    } else cell += letter
  }
  return rows
}

const hostile = fc.oneof(
  fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '﹣',
    '−',
    '\t',
    '\r',
    '\n',
    '\0',
    ' ',
    '\u3000',
    '\u200b',
    '"',
    ',',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(''))

describe('escapeFormula', () => {
  test.each([
    ['=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    ['\r\n=1', "' =1"],
    ['\0=1', "'=1"],
    ['\u001b[2J', "'[2J"],
    ['  =1', "'  =1"],
    ['\u3000＝1+1', "'\u3000＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['﹣1', "'﹣1"],
    ['−1', "'−1"],
    ['＠SUM', "'＠SUM"],
    ['\u200b=1', "'\u200b=1"],
  ])('%j is escaped', (input, escaped) => expect(escapeFormula(input)).toBe(escaped))
  test.each(['讲座', '14:00', '2026-11-23', '张*三', '小宝（3+1）', 'a=b', "'=1", '', '第 1–2 课'])(
    '%j is left unchanged',
    (input) => expect(escapeFormula(input)).toBe(input),
  )
  test('line breaks inside become a space, and unprintable characters are removed', () => {
    expect(escapeFormula('上\r\n下\t左\u0007右\ud800')).toBe('上 下 左右')
  })
  test('never starts like a formula, never has a control character, and is idempotent', () => {
    fc.assert(
      fc.property(text, (input) => {
        const escaped = escapeFormula(input)
        expect(escaped.normalize('NFKC')).not.toMatch(/^[\s\p{Cf}]*[=+\-@]/u)
        expect(escaped).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(escapeFormula(escaped)).toBe(escaped)
      }),
    )
  })
})

describe('toCsv', () => {
  test('starts with the UTF-8 byte order mark, and ends every line with CRLF, as Excel does', () => {
    expect(
      toCsv([
        ['姓名', '人数'],
        ['张*三', 2],
      ]),
    ).toBe('\ufeff姓名,人数\r\n张*三,2\r\n')
  })
  test('quotes cells with commas, quotes, line breaks, or leading or trailing spaces', () => {
    expect(toCsv([['a,b', 'say "hi"', 'x\r\ny', ' z']])).toBe('\ufeff"a,b","say ""hi""","x\r\ny"," z"\r\n')
  })
  test('a reader gets the same cells back', () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.nat())
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }))
    fc.assert(
      fc.property(table, (rows) => {
        expect(readCsv(toCsv(rows).slice(1))).toEqual(rows.map((row) => row.map(String)))
      }),
    )
  })
})
