import { reportFileName } from '@core/attendance/day-report'
import { toListTable } from '@core/attendance/day-report-table'
import { toCsv } from '@core/base/csv'
import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { findDayReport } from './service'
import { workbookOf } from './workbook'

export function dayReportRoutes(deps: Deps): Handlers<'sheet' | 'sheetXlsx' | 'sheetCsv'> {
  return {
    async sheet({ found, query }) {
      return ok({ sheet: await findDayReport(deps, found, query.day) })
    },
    async sheetXlsx({ found, query, language }) {
      const sheet = await findDayReport(deps, found, query.day)
      return ok({ body: await workbookOf(sheet, language), name: reportFileName(sheet.stationName, sheet.day, 'xlsx') })
    },
    async sheetCsv({ found, query, language }) {
      const sheet = await findDayReport(deps, found, query.day)
      const { header, rows } = toListTable(sheet, language)
      return ok({ body: toCsv([header, ...rows]), name: reportFileName(sheet.stationName, sheet.day, 'csv') })
    },
  }
}
