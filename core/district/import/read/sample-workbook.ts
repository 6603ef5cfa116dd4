import type { Cell, Table } from '../cell'
import type { Present } from '../district'
import { sayMistake } from '../say-mistake'
import { SHEETS, type SheetKey } from '../sheets/workbook'
import { readWorkbook } from './read-workbook'

/** Law's calendar and the day of the readings below. */
const WHEN = { calendar: { rest: ['2027-01-01'], work: [] }, today: '2026-11-23' }
/** A district that has nothing yet. */
export const EMPTY: Present = {
  prefix: 'hp',
  streets: [],
  areas: [],
  stations: [],
  offerings: [],
  holidays: [],
  invitees: [],
  retired: { stations: [], offerings: [] },
  holders: new Set(),
}
export const titlesOf = (key: SheetKey) => Object.values(SHEETS[key].columns).map(({ title }) => title)
/** A sheet of rows by title; a row that is null is empty. */
export const sheet = (key: SheetKey, ...rows: (Record<string, Cell> | null)[]): Table => {
  const titles = titlesOf(key)
  return {
    name: SHEETS[key].name,
    rows: [titles, ...rows.map((row) => (row ? titles.map((title) => row[title] ?? null) : []))],
  }
}
/** Rows without mistakes by title, one for each sheet. */
export const STREET = { 代码: 440112012, 名称: '萝岗街道', 纬度: 23.18, 经度: '113.495' }
export const STATION = {
  ...{ 编号: 'hp001', 名称: '香雪长者站', 类别: '长者', 层级: '微阵地', 街镇: '萝岗街道', 地址: '香雪三路 1 号' },
  ...{ 纬度: 23.181, 经度: 113.496, 开放时间: '周一至周五 9:00-17:00', 电话: '020-82000001' },
}
export const LUNCH = {
  站点: 'hp001',
  项目编号: 'lunch',
  名称: '长者午餐',
  类别: '照护',
  日子: '周一至周五',
  开始: '11:30',
  时长: 45,
  名额: 20,
}
export const HOLIDAY = { 日期: '2027-02-08', 安排: '休息', 名称: '春节调休' }
/** A workbook without mistakes, of one row a sheet. */
export const whole = () => [
  sheet('streets', STREET),
  sheet('stations', STATION),
  sheet('offerings', LUNCH),
  sheet('holidays', HOLIDAY),
]
export const read = (tables: Table[], present = EMPTY) => readWorkbook(tables, present, WHEN)
export const presentOf = async (tables: Table[]): Promise<Present> => ({ ...EMPTY, ...(await read(tables)).wanted })

/** A workbook, and each of its mistakes with its place: sheet, row, column and code. */
export type MistakeCase = [name: string, tables: Table[], expected: [string, number, string, string][]]
/** Tests that these mistakes, and no others, are told in their order and in words of each language. */
export const testMistakes = (cases: MistakeCase[]) =>
  test.each(cases)('%s is told by sheet, row and column', async (_name, tables, expected) => {
    const { mistakes } = await read(tables)
    expect(mistakes.map(({ sheet: on, row, column, code }) => [on, row, column, code])).toEqual(expected)
    for (const mistake of mistakes)
      for (const language of ['zh-hans', 'zh-hant', 'en'] as const) {
        const text = sayMistake(language, mistake)
        expect(text).not.toMatch(/[{}]|undefined/)
        if (mistake.row) expect(text).toContain(String(mistake.row))
      }
  })
