import fc from 'fast-check'
import { REFUSALS } from '../base/refusal'
import { LANGUAGES } from '../words/say'
import en from '../words/sheet/en.json'
import hans from '../words/sheet/zh-hans.json'
import hant from '../words/sheet/zh-hant.json'
import { busiest, type DayReport, reportFileName } from './day-report'
import { toListTable, toSumsTable } from './day-report-table'
import { MEANS } from './means'

const AT = '2026-11-23T06:03:00.000Z'
const SPAN = { startsAt: '2026-11-23T06:00:00.000Z', endsAt: '2026-11-23T07:00:00.000Z' }
const sheet = (more: Partial<DayReport> = {}): DayReport => ({
  station: 'hp001',
  stationName: '综合体',
  day: '2026-11-23',
  at: AT,
  sums: { booked: 3, came: 2, late: 1, absent: 1, walkedIn: 2, flagged: 1 },
  sessions: [],
  flagged: [],
  arrivals: [],
  ...more,
})
const session = (more: Partial<DayReport['sessions'][number]>): DayReport => {
  const one = { id: 'hp001.talk-2611231400', title: '讲座', ...SPAN, people: [], walkIns: [], ...more }
  return sheet({ sessions: [one] })
}
const lines = (one: DayReport) => toListTable(one, 'zh-hans').rows.map((row) => row.join('|'))
const came = { at: AT, means: 'scan', by: '梁*', again: 0 } as const

test('the header names the columns', () => {
  expect(toListTable(sheet(), 'zh-hans').header.join()).toBe(
    '日期,开始,结束,场次,姓名,人数,预约尾号,预约方式,情况,到场时间,核对方式,核对人,离场时间,在场分钟,备注',
  )
})
test('everyone who had a seat has a row', () => {
  const people = [
    { name: '林*梅', tail: '0042', came },
    { name: '小*', tail: '0042', booker: '林*梅', came: { ...came, late: true as const, again: 2 } },
    { name: '陈*安', tail: '9001', came: null, absent: true as const },
    { name: '周*明', tail: '9002', came: null },
    { name: '', tail: '9003', came: null },
  ]
  expect(lines(session({ people }))).toEqual([
    '2026-11-23|14:00|15:00|讲座|林*梅|1|…0042|本人预约|到场|14:03|扫码|梁*|||',
    '2026-11-23|14:00|15:00|讲座|小*|1|…0042|由 林*梅 预约|迟到|14:03|扫码|梁*|||后来又扫过 2 次',
    '2026-11-23|14:00|15:00|讲座|陈*安|1|…9001|本人预约|未到||||||',
    '2026-11-23|14:00|15:00|讲座|周*明|1|…9002|本人预约|还没到||||||',
    '2026-11-23|14:00|15:00|讲座|（名字已删除）|1|…9003|本人预约|还没到||||||',
  ])
})
test('minutes are a number, and a missing departure is noted', () => {
  const leftAt = '2026-11-23T06:50:00.000Z'
  const people = [
    { name: '林*梅', tail: '0042', came: { ...came, leftAt, minutes: 47 } },
    { name: '小*', tail: '0042', came: { ...came, again: 1, minutes: 57, forgotten: true as const } },
  ]
  const { rows } = toListTable(session({ people }), 'zh-hans')
  expect(rows.map((row) => row.slice(-3))).toEqual([
    ['14:50', 47, ''],
    ['', 57, '后来又扫过 1 次；没有扫离场，算到结束'],
  ])
})
test('a walk-in group has one row with its size', () => {
  const walkIns = [
    { at: AT, seats: 2, by: '梁*' },
    { at: AT, seats: 3, full: true as const },
  ]
  expect(lines(session({ walkIns }))).toEqual([
    '2026-11-23|14:00|15:00|讲座||2||没有预约|现场来的|14:03||梁*|||',
    '2026-11-23|14:00|15:00|讲座||3||没有预约|现场来的|14:03|||||名额已满，现场放行',
  ])
})
test('flagged arrivals come last, with the reason and the date of another day', () => {
  const flagged = { name: '陈*安', tail: '0001', seats: 1, title: '讲座', at: AT, means: 'card', by: '梁*' } as const
  const tomorrow = { startsAt: '2026-11-24T06:00:00.000Z', endsAt: '2026-11-24T07:00:00.000Z' }
  expect(
    lines(
      sheet({
        flagged: [
          { ...flagged, ...SPAN, why: 'stale' },
          { ...flagged, ...tomorrow, why: 'other-day' },
        ],
      }),
    ),
  ).toEqual([
    '2026-11-23|14:00|15:00|讲座|陈*安|1|…0001||未计入|14:03|纸卡|梁*|||凭证已过期',
    '2026-11-23|2026-11-24 14:00|2026-11-24 15:00|讲座|陈*安|1|…0001||未计入|14:03|纸卡|梁*|||不是这一天的',
  ])
})
test('the second table has the totals and the quarters of an hour of the day', () => {
  const { name, header, rows } = toSumsTable(
    sheet({ arrivals: [{ at: SPAN.startsAt, came: 3, walkedIn: 2 }] }),
    'zh-hans',
  )
  expect([name, header, rows.at(0), rows.at(-1)]).toEqual([
    '这一天',
    ['综合体', '2026-11-23', ''],
    ['已约', 3],
    ['14:00–14:15', 3, 2],
  ])
})
test('the busiest quarter is the first with the most arrivals', () => {
  const quarter = (at: string, booked: number, walkedIn: number) => ({ at, came: booked, walkedIn })
  expect(busiest([])).toBeUndefined()
  expect(busiest([quarter('a', 1, 0), quarter('b', 2, 3), quarter('c', 5, 0)])?.at).toBe('b')
})

describe.each(LANGUAGES)('in %s', (language) => {
  test('every possible value has a text', () => {
    const people = MEANS.map((means) => ({ name: '林*梅', tail: '0042', came: { ...came, means, again: 1 } }))
    const flagged = REFUSALS.map((why) => ({
      name: '陈*安',
      tail: '1',
      seats: 1,
      title: '讲座',
      ...SPAN,
      at: AT,
      means: 'scan' as const,
      why,
    }))
    const text = JSON.stringify([
      toListTable(sheet({ ...session({ people }), flagged }), language),
      toSumsTable(sheet(), language),
    ])
    expect(text).not.toMatch(/[{}]\w|undefined|NaN|null|why\.|means\./)
  })
})
test('all languages have the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(hans))
  expect(Object.keys(hant)).toEqual(Object.keys(hans))
})

test('no name makes a cell a formula, and numbers stay numbers', () => {
  const word = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '＝', '\t', ' =', ''), fc.string({ unit: 'binary' }))
    .map((two) => two.join(''))
  fc.assert(
    fc.property(word, word, word, (name, title, by) => {
      const people = [{ name, tail: '0042', booker: name, came: { ...came, by, minutes: 3 } }]
      const one = { ...session({ title, people, walkIns: [{ at: AT, seats: 2, by }] }), stationName: title }
      const cells = [toListTable(one, 'zh-hans'), toSumsTable(one, 'zh-hans')].flatMap(({ header, rows }) => [
        ...header,
        ...rows.flat(),
      ])
      for (const cell of cells) expect(String(cell).normalize('NFKC')).not.toMatch(/^[\s\p{Cf}]*[=+\-@]|[\p{Cc}]/u)
      expect(cells).toContain(3)
    }),
  )
})

test.each([
  ['综合体', '综合体 2026-11-23.csv'],
  ['a/b\\c:"d"\r\n', 'abcd 2026-11-23.csv'],
  ['\ud800', '2026-11-23.csv'],
])('the file of %j is named %j', (station, name) => expect(reportFileName(station, '2026-11-23', 'csv')).toBe(name))
