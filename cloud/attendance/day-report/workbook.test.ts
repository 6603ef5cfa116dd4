import type { DayReport } from '@core/attendance/day-report'
import { toListTable, toSumsTable } from '@core/attendance/day-report-table'
import fc from 'fast-check'
import { readWorkbook, unzip } from '../../testing/world/workbook'
import { workbookOf } from './workbook'

const AT = '2026-11-23T06:03:00.000Z'
const sheetOf = (name: string, title: string): DayReport => ({
  station: 'hp001',
  stationName: title,
  day: '2026-11-23',
  at: AT,
  sums: { booked: 1, came: 1, late: 0, absent: 0, walkedIn: 2, flagged: 0 },
  sessions: [
    {
      id: 'hp001.talk-2611231400',
      title,
      startsAt: '2026-11-23T06:00:00.000Z',
      endsAt: '2026-11-23T07:00:00.000Z',
      people: [{ name, tail: '0042', booker: name, came: { at: AT, means: 'scan', by: name, again: 0, minutes: 57 } }],
      walkIns: [{ at: AT, seats: 2, by: name }],
    },
  ],
  flagged: [],
  arrivals: [{ at: '2026-11-23T06:00:00.000Z', came: 1, walkedIn: 2 }],
})
const written = async (sheet: DayReport) => Buffer.from(await workbookOf(sheet, 'zh-hans'))

test('a workbook has a list and a totals sheet, with the cells of both tables', async () => {
  const sheet = sheetOf('林*梅', '讲座')
  const [list, sums] = readWorkbook(await written(sheet))
  const { header, rows } = toListTable(sheet, 'zh-hans')
  expect(list?.name).toBe('名单')
  // Empty cells may be left out, so only filled ones are compared.
  const filled = (all: readonly (readonly unknown[])[] = []) => all.map((row) => row.filter((cell) => cell !== ''))
  expect(filled(list?.rows)).toEqual(filled([header, ...rows]))
  expect(list?.rows[1]).toEqual(expect.arrayContaining([1, '…0042', 57]))
  expect(sums?.name).toBe('这一天')
  const expected = toSumsTable(sheet, 'zh-hans')
  expect(filled(sums?.rows).filter((row) => row.length)).toEqual(
    filled([expected.header, ...expected.rows]).filter((row) => row.length),
  )
})

test('no name or title becomes a formula or breaks the file', async () => {
  const parts = fc.constantFrom(
    '=1+1',
    '+1',
    '@SUM(A1)',
    '-2',
    '<f>1</f>',
    ']]>',
    '&amp;',
    '"',
    '\u0000',
    '\ufffe',
    '_x003D_',
    '小宝',
    '😀',
  )
  const name = fc.oneof(
    fc.array(parts, { maxLength: 3 }).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  await fc.assert(
    fc.asyncProperty(name, name, async (one, two) => {
      const sheet = sheetOf(one, two)
      const pages = readWorkbook(await written(sheet))
      expect(pages).toHaveLength(2)
      for (const { xml } of pages) expect(xml).not.toMatch(/<f[\s>]/)
      const texts = toListTable(sheet, 'zh-hans')
        .rows.flat()
        .filter((cell) => cell !== '')
      expect(pages[0]?.rows.slice(1).flat()).toEqual(expect.arrayContaining(texts))
    }),
    { numRuns: 40 },
  )
})

test('a workbook contains no path of the machine that wrote it', async () => {
  const files = unzip(await written(sheetOf('林*梅', '讲座')))
  expect([...files.keys()].sort()).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml']))
  expect([...files.values()].join()).not.toMatch(/\/(work|root|home|Users)\//)
})
