import type { Station } from '../../../place/station'
import { differenceOf } from '../difference'
import { EMPTY, HOLIDAY, LUNCH, presentOf, read, STATION, STREET, sheet, testMistakes, whole } from './sample-workbook'

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

test('all mistakes of a workbook are told at once, and a station with one is not unknown to its offerings', async () => {
  const { mistakes, wanted } = await read([
    sheet('streets', STREET),
    sheet('stations', { ...STATION, 类别: '无', 电话: 'x' }),
    sheet('offerings', { ...LUNCH, 站点: '香雪长者站', 名额: 0 }),
  ])
  expect(mistakes.map(({ sheet: on, column }) => `${on} ${column}`)).toEqual(['站点 类别', '站点 电话', '项目 名额'])
  expect(wanted.stations).toEqual([])
})

test('mistakes of a sheet are told by row, whatever they are', async () => {
  const { mistakes } = await read([
    sheet('streets', STREET),
    sheet('holidays', { ...HOLIDAY, 日期: 'x' }),
    sheet(
      'stations',
      { ...STATION, 街镇: '夏港街道' },
      { ...STATION, 名称: '站' },
      { ...STATION, 编号: 'hp003', 类别: '无' },
    ),
    sheet('offerings', { ...LUNCH, 站点: 'hp009' }, { ...LUNCH, 名额: 0 }),
  ])
  expect(mistakes.map(({ sheet: on, row, column }) => `${on} ${row} ${column}`)).toEqual([
    ...['站点 2 街镇', '站点 3 名称', '站点 3 编号', '站点 4 类别'],
    ...['项目 2 站点', '项目 3 名额', '假日 2 日期'],
  ])
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

testMistakes([
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
  ['a day that is no day', [sheet('holidays', { ...HOLIDAY, 日期: '2027-02-30' })], [['假日', 2, '日期', 'takes']]],
  ['a holiday twice', [sheet('holidays', HOLIDAY, HOLIDAY)], [['假日', 3, '日期', 'day-twice']]],
])
