import type { Cell } from '@core/district/import/cell'
import { SHEETS, type SheetKey } from '@core/district/import/sheets/workbook'
import writeXlsxFile from 'write-excel-file/node'

export type TestRow = Record<string, Cell>
const titlesOf = (key: SheetKey): string[] => Object.values(SHEETS[key].columns).map(({ title }) => title)

/** Rows of the district of a test, by the titles of their columns. */
export const STREET_ROW: TestRow = { 代码: '440112012', 名称: '萝岗街道', 纬度: 23.179, 经度: 113.5 }
export const STATION_ROW: TestRow = {
  ...{
    编号: 'hp001',
    名称: '综合体',
    类别: '综合',
    层级: '微阵地',
    街镇: '萝岗街道',
    地址: '香雪三路',
    纬度: 23.18,
    经度: 113.495,
  },
  ...{
    开放时间: '每天 8:00-22:00',
    节假日: '照常',
    电话: '020-82000001',
    设施: '饮水',
    主题: '主题',
    特色: '特色',
    守则: '请慢慢走',
  },
}
export const OFFERING_ROW: TestRow = {
  ...{ 站点: 'hp001', 项目编号: 'hp001-talk', 名称: '讲座', 类别: '活动', 介绍: '来坐坐。' },
  ...{ 日子: '每天', 开始: '14:00', 时长: 60, 名额: 10 },
}

/** A workbook that the test writes, as Excel would: texts, numbers, dates. */
export async function workbookOf(sheets: Partial<Record<SheetKey, TestRow[]>>): Promise<Buffer> {
  const cellOf = (value: Cell | undefined) =>
    value === undefined || value === null || value === ''
      ? null
      : value instanceof Date
        ? { value, type: Date, format: 'yyyy-mm-dd' }
        : typeof value === 'number'
          ? { value, type: Number }
          : { value: String(value), type: String }
  const pages = (Object.keys(sheets) as SheetKey[]).map((key) => ({
    sheet: SHEETS[key].name,
    data: [titlesOf(key), ...(sheets[key] ?? []).map((row) => titlesOf(key).map((title) => row[title]))].map((row) =>
      row.map(cellOf),
    ),
  }))
  return writeXlsxFile(pages).toBuffer()
}
