import { type DayReport, reportFileName } from '@core/attendance/day-report'
import { toListTable } from '@core/attendance/day-report-table'
import { toCsv } from '@core/base/csv'
import { ok } from '@core/base/refusal'
import type { Day } from '@core/base/time'
import type { Station } from '@core/place/station'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { logNamesRead } from '../names-read'
import { findDayReport } from './service'
import { workbookOf } from './workbook'

export function dayReportRoutes(deps: Deps): Handlers<'sheet' | 'sheetXlsx' | 'sheetCsv'> {
  type Asking = { found: Station; query: { day: Day }; caller: Caller; requestId: string }
  const read = async ({ found, query: { day }, ...by }: Asking): Promise<DayReport> => {
    const sheet = await findDayReport(deps, found, day)
    logNamesRead(deps, by, 'day-report', `${found.id} ${day}`)
    return sheet
  }
  return {
    sheet: async (asking) => ok({ sheet: await read(asking) }),
    async sheetXlsx(asking) {
      const sheet = await read(asking)
      const { language } = asking
      return ok({ body: await workbookOf(sheet, language), name: reportFileName(sheet.stationName, sheet.day, 'xlsx') })
    },
    async sheetCsv(asking) {
      const sheet = await read(asking)
      const { header, rows } = toListTable(sheet, asking.language)
      return ok({ body: toCsv([header, ...rows]), name: reportFileName(sheet.stationName, sheet.day, 'csv') })
    },
  }
}
