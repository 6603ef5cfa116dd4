import type { Station } from '../../../place/station'
import type { Cell, Table } from '../cell'
import type { Sheet } from '../column'
import { differenceOf } from '../difference'
import type { Present } from '../district'
import { cellsOf, holidayRow, offeringRows, stationRow, streetRow } from '../rows'
import { sayMistake } from '../say-mistake'
import { SHEETS, type SheetKey } from '../sheets/workbook'
import { readWorkbook } from './read-workbook'

const WHEN = { calendar: { rest: ['2027-01-01'], work: [] }, today: '2026-11-23' }
const EMPTY: Present = {
  streets: [],
  areas: [],
  stations: [],
  offerings: [],
  holidays: [],
  invitees: [],
  retired: { stations: [], offerings: [] },
  holders: new Set(),
}
const titlesOf = (key: SheetKey) => Object.values(SHEETS[key].columns).map(({ title }) => title)
/** A sheet of rows by title; a row that is null is empty. */
const sheet = (key: SheetKey, ...rows: (Record<string, Cell> | null)[]): Table => {
  const titles = titlesOf(key)
  return {
    name: SHEETS[key].name,
    rows: [titles, ...rows.map((row) => (row ? titles.map((title) => row[title] ?? null) : []))],
  }
}
const STREET = { 代码: 440112012, 名称: '萝岗街道', 纬度: 23.18, 经度: '113.495' }
const STATION = {
  ...{ 编号: 'hp001', 名称: '香雪长者站', 类别: '长者', 层级: '微阵地', 街镇: '萝岗街道', 地址: '香雪三路 1 号' },
  ...{ 纬度: 23.181, 经度: 113.496, 开放时间: '周一至周五 9:00-17:00', 电话: '020-82000001' },
}
const LUNCH = {
  站点: 'hp001',
  项目编号: 'lunch',
  名称: '长者午餐',
  类别: '照护',
  日子: '周一至周五',
  开始: '11:30',
  时长: 45,
  名额: 20,
}
const HOLIDAY = { 日期: '2027-02-08', 安排: '休息', 名称: '春节调休' }
const whole = () => [
  sheet('streets', STREET),
  sheet('stations', STATION),
  sheet('offerings', LUNCH),
  sheet('holidays', HOLIDAY),
]
const read = (tables: Table[], present = EMPTY) => readWorkbook(tables, present, WHEN)
const presentOf = async (tables: Table[]): Promise<Present> => ({ ...EMPTY, ...(await read(tables)).wanted })

test('a workbook is read into streets, stations, offerings and holidays', async () => {
  const { wanted, mistakes } = await read(whole())
  expect(mistakes).toEqual([])
  expect(wanted.streets).toEqual([{ code: '440112012', name: '萝岗街道', lat: 23.18, lng: 113.495 }])
  expect(wanted.stations).toEqual([
    {
      ...{
        id: 'hp001',
        name: '香雪长者站',
        kind: 'elders',
        tier: 'micro',
        street: '440112012',
        address: '香雪三路 1 号',
      },
      ...{ lat: 23.181, lng: 113.496, theme: '', feature: '', rules: [], facilities: [], phone: '020-82000001' },
      hours: { week: [...Array(5).fill('09:00-17:00'), '', ''], holiday: 'closed' },
    },
  ])
  expect(wanted.offerings).toEqual([
    {
      ...{ id: 'hp001-lunch', station: 'hp001', kind: 'care', title: '长者午餐', summary: '', audience: {}, people: 4 },
      ...{ openDays: 14, cancelMinutes: 120 },
      templates: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', at: '11:30', minutes: 45, capacity: 20 }],
    },
  ])
  expect(wanted.holidays).toEqual([{ day: '2027-02-08', kind: 'rest', name: '春节调休' }])
})

test('dates, times and numbers are read as spreadsheets keep them, and as people write them', async () => {
  const { wanted, mistakes } = await read([
    sheet('streets', { ...STREET, 代码: '４４０１１２０１２' }),
    sheet('stations', { ...STATION, 纬度: '23.181°', 电话: 13800000000 }),
    sheet(
      'offerings',
      { ...LUNCH, 开始: new Date(Date.UTC(1899, 11, 30, 11, 30)) },
      { ...LUNCH, 项目编号: 'tea', 名称: '喝茶', 开始: 0.625, 时长: '３０' },
    ),
    sheet('holidays', { ...HOLIDAY, 日期: new Date(Date.UTC(2027, 1, 8)) }, { ...HOLIDAY, 日期: '2027年2月9日' }),
  ])
  expect(mistakes).toEqual([])
  expect(wanted.offerings?.flatMap(({ templates }) => templates.map(({ at, minutes }) => [at, minutes]))).toEqual([
    ['11:30', 45],
    ['15:00', 30],
  ])
  expect(wanted.holidays?.map(({ day }) => day)).toEqual(['2027-02-08', '2027-02-09'])
  expect(wanted.stations?.[0]?.phone).toBe('13800000000')
})

test('a WGS-84 position becomes GCJ-02, some 500 m away', async () => {
  const { wanted } = await read([sheet('streets', STREET), sheet('stations', { ...STATION, 坐标系: 'WGS-84' })])
  const [{ lat, lng }] = wanted.stations as [Station]
  expect(Math.abs(lat - 23.181)).toBeGreaterThan(0.001)
  expect(Math.abs(lng - 113.496)).toBeGreaterThan(0.003)
})

test('rows without ids take the next ones, and keep them when the workbook comes again', async () => {
  const { 编号: _1, ...nameless } = STATION
  const { 项目编号: _2, ...untitled } = LUNCH
  const again = () => [
    sheet('streets', STREET),
    sheet('stations', STATION, { ...nameless, 名称: '第二站' }, { ...nameless, 名称: '第三站' }),
    sheet(
      'offerings',
      { ...untitled, 站点: '第二站' },
      { 站点: '第二站', 日子: '周六', 开始: '9:00', 时长: 60, 名额: 5 },
    ),
  ]
  const closed = await read(again())
  // Saturdays are closed: the row of the template is told, not the first of the offering.
  expect(closed.mistakes).toMatchObject([{ sheet: '项目', row: 3, column: '日子', code: 'closed-then' }])
  const tables = again().slice(0, 2)
  tables.push(
    sheet(
      'offerings',
      { ...untitled, 站点: '第二站' },
      { 站点: '第二站', 日子: '周一', 开始: '9:00', 时长: 60, 名额: 5 },
    ),
  )
  const first = await read(tables)
  expect(first.mistakes).toEqual([])
  expect(first.wanted.stations?.map(({ id }) => id)).toEqual(['hp001', 'hp002', 'hp003'])
  expect(first.wanted.offerings?.map(({ id, templates }) => [id, templates.length])).toEqual([['hp002-p01', 2]])
  const present = { ...EMPTY, ...first.wanted }
  const second = await read(tables, present)
  expect(second.mistakes).toEqual([])
  expect(differenceOf(present, second.wanted)).toEqual([])
})

test('the ids of what was retired are not given again', async () => {
  const present = await presentOf(whole())
  const retired = { stations: [{ ...(present.stations[0] as Station), id: 'hp007' }], offerings: [] }
  const { wanted } = await read(
    [sheet('streets', STREET), sheet('stations', STATION, { ...STATION, 编号: null, 名称: '新站' })],
    { ...present, retired },
  )
  expect(wanted.stations?.map(({ id }) => id)).toEqual(['hp001', 'hp008'])
})

test('what is exported and imported again is no difference', async () => {
  const present = await presentOf(whole())
  const tableOf = (key: SheetKey, rows: object[]): Table => ({
    name: SHEETS[key].name,
    rows: [titlesOf(key), ...rows.map((row) => cellsOf(SHEETS[key] as Sheet, row))],
  })
  const tables = [
    tableOf('streets', present.streets.map(streetRow)),
    tableOf('stations', present.stations.map(stationRow)),
    tableOf('offerings', present.offerings.flatMap(offeringRows)),
    tableOf('holidays', present.holidays.map(holidayRow)),
  ]
  const { wanted, mistakes } = await read(tables, present)
  expect(mistakes).toEqual([])
  expect(differenceOf(present, wanted)).toEqual([])
  const { streets, stations, offerings, holidays } = present
  expect(wanted).toEqual({ streets, stations, offerings, holidays })
})

test('the difference names what is new, changed by which columns, gone, and back', async () => {
  const present = await presentOf(whole())
  const { wanted } = await read(
    [
      sheet('streets', STREET),
      sheet('stations', { ...STATION, 编号: 'hp002', 名称: '新站' }),
      sheet('holidays', { ...HOLIDAY, 安排: '上班' }),
    ],
    present,
  )
  expect(differenceOf(present, wanted).map(({ sheet: on, id, what, fields }) => [on, id, what, fields])).toEqual([
    ['stations', 'hp002', 'new', []],
    ['stations', 'hp001', 'gone', []],
    ['holidays', '2027-02-08', 'changed', [{ title: '安排', was: '休息', now: '上班' }]],
    ['offerings', 'hp001-lunch', 'gone', []],
  ])
  const retired = { stations: present.stations, offerings: [] }
  const back = await read([sheet('streets', STREET), sheet('stations', STATION)], {
    ...present,
    stations: [],
    offerings: [],
    retired,
  })
  expect(differenceOf({ ...present, stations: [], offerings: [], retired }, back.wanted)).toMatchObject([
    { id: 'hp001', what: 'back' },
  ])
  // A sheet that is not there is not touched.
  expect(differenceOf(present, (await read([sheet('holidays', HOLIDAY)], present)).wanted)).toEqual([])
})

test('what other pages have added to a station or an offering stays', async () => {
  const present = await presentOf(whole())
  const more = { demo: true as const, photos: ['a'] }
  const changed = {
    ...present,
    stations: present.stations.map((one) => ({ ...one, ...more, approximate: true as const })),
  }
  const { wanted } = await read([sheet('streets', STREET), sheet('stations', STATION)], changed)
  expect(wanted.stations).toEqual([{ ...present.stations[0], ...more }])
})

/** Each mistake with its place: sheet, row, column and code. */
const MISTAKES: [name: string, tables: Table[], expected: [string, number, string, string][]][] = [
  [
    'no known sheet',
    [{ name: '别的', rows: [['x']] }],
    [
      ['别的', 0, '', 'unknown-sheet'],
      ['', 0, '', 'no-sheet'],
    ],
  ],
  [
    'a column that is not known, and one that is missing',
    [{ name: '街镇', rows: [['代码', '街名', '纬度', '经度']] }],
    [
      ['街镇', 1, '街名', 'unknown-column'],
      ['街镇', 1, '名称', 'no-column'],
    ],
  ],
  [
    'a column that is there twice',
    [{ name: '假日', rows: [['日期', '安排', '名称', '日期']] }],
    [['假日', 1, '日期', 'column-twice']],
  ],
  ['an empty cell', [sheet('streets', { ...STREET, 名称: ' ' })], [['街镇', 2, '名称', 'missing']]],
  ['an id in two rows', [sheet('streets', STREET, null, STREET)], [['街镇', 4, '代码', 'id-twice']]],
  ['a code that is none', [sheet('streets', { ...STREET, 代码: 'luogang' })], [['街镇', 2, '代码', 'takes']]],
  ['a number that is none', [sheet('streets', { ...STREET, 纬度: '北边' })], [['街镇', 2, '纬度', 'takes']]],
  ['degrees out of range', [sheet('streets', { ...STREET, 纬度: 181 })], [['街镇', 2, '纬度', 'out-of-range']]],
  ['swapped degrees', [sheet('streets', { ...STREET, 纬度: 113.5, 经度: 23.18 })], [['街镇', 2, '纬度', 'swapped']]],
  ['a latitude beyond the pole', [sheet('streets', { ...STREET, 纬度: 91 })], [['街镇', 2, '纬度', 'abroad']]],
  ['a position abroad', [sheet('streets', { ...STREET, 纬度: 48.1, 经度: 11.6 })], [['街镇', 2, '纬度', 'abroad']]],
  [
    'a kind that is none',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 类别: '图书馆' })],
    [['站点', 2, '类别', 'takes']],
  ],
  [
    'letters of two districts, in one that has no station yet',
    [sheet('streets', STREET), sheet('stations', STATION, { ...STATION, 编号: 'ty002', 名称: '天园站' })],
    [['站点', 3, '编号', 'other-station-id']],
  ],
  [
    'a street that is not there',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 街镇: '夏港街道' })],
    [['站点', 2, '街镇', 'unknown-street']],
  ],
  [
    'a station far from its street',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 纬度: 24.181 })],
    [['站点', 2, '纬度', 'far']],
  ],
  [
    'hours that overlap',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 开放时间: '周一 9:00-12:00,11:00-13:00' })],
    [['站点', 2, '开放时间', 'hours-overlap']],
  ],
  [
    'a day with hours twice',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 开放时间: '周一 9:00-12:00；周一 13:00-14:00' })],
    [['站点', 2, '开放时间', 'hours-twice']],
  ],
  [
    'an invisible letter',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '香雪\u200b站' })],
    [['站点', 2, '名称', 'invisible']],
  ],
  [
    'NUL',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 地址: 'a\0b' })],
    [['站点', 2, '地址', 'unstorable']],
  ],
  [
    'half of a surrogate pair',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 主题: '好\ud83d' })],
    [['站点', 2, '主题', 'unstorable']],
  ],
  [
    'a long name',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '长'.repeat(41) })],
    [['站点', 2, '名称', 'long']],
  ],
  [
    'a short name',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '站' })],
    [['站点', 2, '名称', 'takes']],
  ],
  [
    'a telephone number without its zero',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 电话: 2082000001 })],
    [['站点', 2, '电话', 'takes']],
  ],
  [
    'two stations of a name in a street',
    [
      sheet('streets', STREET),
      sheet('stations', STATION, { ...STATION, 编号: null, 名称: '新站' }, { ...STATION, 编号: null, 名称: '新站' }),
    ],
    [['站点', 4, '名称', 'name-twice']],
  ],
  [
    'a first station without an id',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 编号: null })],
    [['站点', 2, '编号', 'id-needed']],
  ],
  [
    'an offering at a station that is not there',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 站点: 'hp009' })],
    [['项目', 2, '站点', 'unknown-station']],
  ],
  [
    'a day that is none',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: '周八' })],
    [['项目', 2, '日子', 'takes']],
  ],
  [
    'a template without places',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 名额: null })],
    [['项目', 2, '名额', 'missing']],
  ],
  [
    'a session while the station is closed',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 开始: '20:00' })],
    [['项目', 2, '开始', 'closed-then']],
  ],
  [
    'every other week from no day on',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: '隔周周三' })],
    [['项目', 2, '起算日', 'start-needed']],
  ],
  [
    'a deadline before booking opens',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 提前开放预约: 1, 取消截止: 5000 })],
    [['项目', 2, '取消截止', 'deadline']],
  ],
  [
    'rows of an offering that contradict',
    [...whole().slice(0, 2), sheet('offerings', LUNCH, { ...LUNCH, 开始: '12:30', 类别: '学习' })],
    [['项目', 3, '类别', 'differs']],
  ],
  [
    'crossed ages',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 最小年龄: 60, 最大年龄: 6 })],
    [['项目', 2, '最大年龄', 'takes']],
  ],
  [
    'an offering’s id of another station',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 项目编号: 'hp002-lunch' })],
    [['项目', 2, '项目编号', 'other-station-id']],
  ],
  [
    'too many sessions',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 开始: '9:00', 时长: 5, 连续场次: 90, 提前开放预约: 60 })],
    [['项目', 2, '连续场次', 'too-many-sessions']],
  ],
  ['a day that is no day', [sheet('holidays', { ...HOLIDAY, 日期: '2027-02-30' })], [['假日', 2, '日期', 'takes']]],
  ['a holiday twice', [sheet('holidays', HOLIDAY, HOLIDAY)], [['假日', 3, '日期', 'day-twice']]],
]
test.each(MISTAKES)('%s is told by sheet, row and column', async (_name, tables, expected) => {
  const { mistakes } = await read(tables)
  expect(mistakes.map(({ sheet: on, row, column, code }) => [on, row, column, code])).toEqual(expected)
  for (const mistake of mistakes)
    for (const language of ['zh-hans', 'zh-hant', 'en'] as const) {
      const text = sayMistake(language, mistake)
      expect(text).not.toMatch(/[{}]|undefined/)
      if (mistake.row) expect(text).toContain(String(mistake.row))
    }
})

test('all mistakes of a workbook are told at once, and a station with one is not unknown to its offerings', async () => {
  const { mistakes, wanted } = await read([
    sheet('streets', STREET),
    sheet('stations', { ...STATION, 类别: '无', 电话: 'x' }),
    sheet('offerings', { ...LUNCH, 站点: '香雪长者站', 名额: 0 }),
  ])
  expect(mistakes.map(({ sheet: on, column }) => `${on} ${column}`)).toEqual(['站点 类别', '站点 电话', '项目 名额'])
  expect(wanted.stations).toEqual([])
})

test.each(['香雪长者站', 'hp001', 'HP001'])('“%s” is not unknown where its own row has a mistake', async (named) => {
  const { mistakes } = await read([
    sheet('streets', STREET),
    sheet('stations', { ...STATION, 类别: '无' }),
    sheet('offerings', { ...LUNCH, 站点: named }),
    sheet('invitees', { 街镇或站点: named, 身份: '站长', 称呼: '李站长' }),
  ])
  expect(mistakes.map(({ sheet: on, column }) => `${on} ${column}`)).toEqual(['站点 类别'])
})

test.each(['萝岗街道', '440112012'])('“%s” is not unknown where its own row has a mistake', async (named) => {
  const { mistakes } = await read([
    sheet('streets', { ...STREET, 纬度: 'x' }),
    sheet('stations', { ...STATION, 街镇: named }),
    sheet('invitees', { 街镇或站点: named, 身份: '街镇管理员', 称呼: '罗主任' }),
  ])
  expect(mistakes.map(({ sheet: on, column }) => `${on} ${column}`)).toEqual(['街镇 纬度'])
})

test('a street under two codes is told', async () => {
  const { mistakes } = await read([sheet('streets', STREET, { ...STREET, 代码: '440112013' })])
  expect(mistakes).toMatchObject([{ row: 3, column: '名称', code: 'street-twice', values: { row: 2 } }])
})

test('mistakes are told in the order of the sheets and their rows', async () => {
  const { mistakes } = await read([
    sheet('streets', STREET, { ...STREET, 名称: '二' }, { ...STREET, 代码: '1', 名称: '三' }),
    sheet('stations', { ...STATION, 街镇: '无' }, { ...STATION, 编号: 'hp002', 类别: '无' }),
    sheet('holidays', { ...HOLIDAY, 安排: '无' }),
  ])
  expect(mistakes.map(({ sheet: on, row }) => `${on} ${row}`)).toEqual([
    '街镇 3',
    '街镇 4',
    '站点 2',
    '站点 3',
    '假日 2',
  ])
})

test('a workbook without the station sheet may not drop a street that has stations', async () => {
  const present = await presentOf(whole())
  expect((await read([sheet('streets', { ...STREET, 代码: '440112001' })], present)).mistakes).toMatchObject([
    { code: 'street-unnamed', found: '440112012' },
  ])
})

test('the example rows of a template are not read', async () => {
  const { wanted, mistakes } = await read([sheet('holidays', { ...HOLIDAY, 日期: '例：2027-02-08' }, HOLIDAY)])
  expect([mistakes, wanted.holidays?.length]).toEqual([[], 1])
})
