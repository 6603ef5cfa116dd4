import {
  OFFERING_ROW,
  STATION_ROW,
  STREET_ROW,
  type TestRow,
  workbookOf,
} from '../cloud/testing/world/district-workbook'

const STATION: TestRow = { ...STATION_ROW, 编号: 'ty001', 名称: '天园老兵之家', 类别: '退役军人', 节假日: '照常' }
const OFFERING: TestRow = { ...OFFERING_ROW, 站点: 'ty001', 项目编号: 'ty001-talk' }

/** Workbook of a district with one street and two stations, the first with an offering for everybody and one for veterans. */
export const rightBook = (): Promise<Buffer> =>
  workbookOf({
    streets: [STREET_ROW],
    stations: [STATION, { ...STATION_ROW, 编号: 'ty002', 名称: '天园长者站', 类别: '长者', 纬度: 23.181 }],
    offerings: [
      OFFERING,
      { ...OFFERING, 项目编号: 'ty001-tea', 名称: '老兵茶叙', 只限身份: '退役军人', 开始: '15:30' },
    ],
    holidays: [{ 日期: '2027-02-08', 安排: '休息', 名称: '春节调休' }],
  })

const street = (more: TestRow): TestRow => ({ ...STREET_ROW, 代码: '440112013', 名称: '联和街道', ...more })
const station = (nth: number, more: TestRow): TestRow => ({
  ...STATION_ROW,
  编号: `ty${String(nth).padStart(3, '0')}`,
  名称: `第${nth}站`,
  ...more,
})
const offering = (nth: number, more: TestRow): TestRow => ({
  ...OFFERING,
  项目编号: `ty001-o${nth}x`,
  名称: `项目${nth}`,
  ...more,
})
/** Rows of a sheet, each with what the page says about it: the column, and the beginning of the mistake. */
type Wrong = [row: TestRow, column: string, said: string][]

const STREETS: Wrong = [
  [street({ 代码: '44011' }), '代码', '写的是“44011”，这里要填：9 位的国家统计代码'],
  [street({ 名称: '' }), '名称', '是空的'],
  [
    street({ 代码: '440112014', 名称: '长洲街道', 纬度: 113.5, 经度: 23.179 }),
    '纬度',
    '写的是“113.5, 23.179”，经度和纬度填反了',
  ],
  [street({ 代码: '440112015', 名称: '云埔街道', 纬度: 48.85, 经度: 2.35 }), '纬度', '“48.85, 2.35”不在中国大陆'],
  [street({ 代码: '440112012', 名称: '夏港街道' }), '代码', '“440112012”在第 2 行已经有了'],
  [street({ 代码: '440112016' }), '名称', '“联和街道”在第 3 行已经有了'],
]
const STATIONS: Wrong = [
  [station(2, { 名称: '长'.repeat(41) }), '名称', '太长了，最多 40 个字'],
  [station(3, { 类别: '超市' }), '类别', '写的是“超市”，这里要填：“职工”'],
  [station(4, { 开放时间: '周一 9:00-12:00,11:00-14:00' }), '开放时间', '写的是“周一 9:00-12:00,11:00-14:00”，同一天'],
  [station(5, { 开放时间: '周一 9:00-12:00；周一 14:00-17:00' }), '开放时间', '周一写了两次'],
  [station(6, { 街镇: '没有街道' }), '街镇', '没有叫“没有街道”的街镇'],
  [station(7, { 纬度: 39.9, 经度: 116.4 }), '纬度', '“39.9, 116.4”离萝岗街道有 '],
  [station(8, { 主题: '慢\u200b来' }), '主题', '里面有看不见的字符 [U+200B]'],
  [station(9, { 编号: 'hp005' }), '编号', '“hp005”是别的区的编号，本区的以 ty 开头'],
  [station(10, { 电话: '打给我' }), '电话', '写的是“打给我”，这里要填：能打通的电话'],
]
const OFFERINGS: Wrong = [
  [offering(2, { 站点: 'ty099', 项目编号: '' }), '站点', '没有“ty099”这个站点'],
  [offering(3, { 名额: 100_001 }), '名额', '写的是“100001”，要在 1 到 100000 之间'],
  [offering(4, { 开始: '5:00' }), '开始', '写的是“05:00”，这时候站点不开'],
  [offering(5, { 日子: '每两周的周三' }), '起算日', '这样的日子要从某天算起'],
  [offering(6, { 提前开放预约: 1, 抽签: 2_880 }), '抽签', '写的是“2880”，比开放预约还早'],
  [
    offering(7, { 项目编号: 'ty001-talk', 名称: '下午场', 开始: '18:00' }),
    '名称',
    '写的是“下午场”，和同一项目的第 2 行',
  ],
]
const HOLIDAYS: Wrong = [
  [{ 日期: '2027-02-30', 安排: '休息', 名称: '春节调休' }, '日期', '写的是“2027-02-30”，这里要填：一天'],
  [{ 日期: '2027-02-08', 安排: '上班', 名称: '春节调休' }, '日期', '“2027-02-08”在第 2 行已经有了'],
]
const rowsOf = (first: TestRow, wrong: Wrong) => [first, ...wrong.map(([row]) => row)]
const HOLIDAY: TestRow = { 日期: '2027-02-08', 安排: '休息', 名称: '春节调休' }

/** Workbook with more than twenty mistakes, each of another kind or in another column. The first row of each sheet is right. */
export const wrongBook = (): Promise<Buffer> =>
  workbookOf({
    streets: rowsOf(STREET_ROW, STREETS),
    stations: rowsOf(STATION, STATIONS),
    offerings: rowsOf(OFFERING, OFFERINGS),
    holidays: rowsOf(HOLIDAY, HOLIDAYS),
  })

/** What the page must say about `wrongBook`: one line a mistake, with sheet, row as Excel counts, and column. */
export const MISTAKES: string[] = [
  ...(
    [
      ['街镇', STREETS],
      ['站点', STATIONS],
      ['项目', OFFERINGS],
      ['假日', HOLIDAYS],
    ] as const
  ).flatMap(([sheet, wrong]) =>
    wrong.map(([, column, said], nth) => `“${sheet}”表第 ${nth + 3} 行“${column}”：${said}`),
  ),
]
