import { sheetName } from '@core/attendance/day-report'
import { listOf } from '@core/attendance/day-report-table'
import { csvOf } from '@core/base/csv'
import { yes } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { findSheet } from './service'
import { workbookOf } from './workbook'

export function sheetRoutes(deps: Deps): Handlers<'sheet' | 'sheetXlsx' | 'sheetCsv'> {
  return {
    async sheet({ caller, params, query }) {
      return yes({ sheet: await findSheet(deps, caller, params.id, query.day) })
    },
    async sheetXlsx({ caller, params, query, language }) {
      const sheet = await findSheet(deps, caller, params.id, query.day)
      return yes({ body: await workbookOf(sheet, language), name: sheetName(sheet.stationName, sheet.day, 'xlsx') })
    },
    async sheetCsv({ caller, params, query, language }) {
      const sheet = await findSheet(deps, caller, params.id, query.day)
      const { header, rows } = listOf(sheet, language)
      return yes({ body: csvOf([header, ...rows]), name: sheetName(sheet.stationName, sheet.day, 'csv') })
    },
  }
}
