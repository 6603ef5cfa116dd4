import { SHEETS, type SheetKey } from '@core/district/import/sheets/workbook'
import writeXlsxFile from 'write-excel-file/node'

/** Size of a large district: a province's biggest has some 3,000 stations. */
export const BIG = { stations: 5_000, offeringsEach: 2, templatesEach: 2, points: 40_000 } as const

type Row = Record<string, string | number>
const STREETS = 20
const codeOf = (nth: number): string => `4401120${String(1 + (nth % STREETS)).padStart(2, '0')}`
const streets = (): Row[] =>
  Array.from({ length: STREETS }, (_, nth) => ({
    代码: codeOf(nth),
    名称: `第${nth + 1}街道`,
    纬度: 23.1 + nth / 200,
    经度: 113.5,
  }))
const stations = (): Row[] =>
  Array.from({ length: BIG.stations }, (_, nth) => ({
    ...{
      编号: `hp${String(nth + 1).padStart(4, '0')}`,
      名称: `第 ${nth + 1} 党群服务站`,
      类别: '长者',
      层级: '微阵地',
      街镇: codeOf(nth),
    },
    ...{
      地址: `香雪三路 ${nth + 1} 号`,
      纬度: 23.1 + (nth % STREETS) / 200 + (nth % 89) / 9000,
      经度: 113.5 + (nth % 97) / 9000,
    },
    ...{
      开放时间: '周一至周五 9:00-12:00,14:00-17:30；周六 9:00-12:00',
      电话: '020-82000001',
      设施: '饮水、洗手间、座位',
    },
    ...{ 主题: '慢慢来，坐一坐', 特色: '每天有热饭，量血压不用排长队。', 守则: '请慢慢走；用过的杯子放回架上' },
  }))
const offerings = (): Row[] =>
  stations().flatMap(({ 编号: station }) =>
    Array.from({ length: BIG.offeringsEach }, (_, offering) =>
      Array.from({ length: BIG.templatesEach }, (_, template) => ({
        站点: station as string,
        项目编号: `${station}-p${offering}${offering}`,
        ...(template === 0 ? { 名称: `项目 ${offering}`, 类别: '照护', 介绍: '两菜一汤，带上老年卡。' } : {}),
        ...{ 日子: template ? '周二、周四' : '周一', 开始: `${9 + offering}:00`, 时长: 45, 名额: 20 },
      })),
    ).flat(),
  )

/** An outline that is drawn every few metres, as GeoJSON. */
export function bigOutline(): string {
  const ring = Array.from({ length: BIG.points }, (_, at) => {
    const angle = ((at % (BIG.points - 1)) / (BIG.points - 1)) * 2 * Math.PI
    return [113.5 + 0.2 * Math.cos(angle), 23.15 + 0.2 * Math.sin(angle)]
  })
  const geometry = { type: 'Polygon', coordinates: [ring] }
  return JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] })
}

/** The workbook of a large district, as Excel would write it. */
export async function bigWorkbook(): Promise<Buffer> {
  const rows: [SheetKey, Row[]][] = [
    ['streets', streets()],
    ['stations', stations()],
    ['offerings', offerings()],
  ]
  const pages = rows.map(([key, list]) => {
    const titles = Object.values(SHEETS[key].columns).map(({ title }) => title)
    const cell = (value: string | number | undefined) =>
      value === undefined ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String }
    return {
      sheet: SHEETS[key].name,
      data: [titles.map(cell), ...list.map((row) => titles.map((title) => cell(row[title])))],
    }
  })
  return writeXlsxFile(pages).toBuffer()
}
