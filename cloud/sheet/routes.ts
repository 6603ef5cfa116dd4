import { csvOf } from '@core/csv'
import { yes } from '@core/refusal'
import { sheetName } from '@core/sheet'
import { listOf } from '@core/sheet-table'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { findSheet } from './service'
import { workbookOf } from './workbook'

export function sheetRoutes(deps: Deps): Handlers<'sheet' | 'sheetXlsx' | 'sheetCsv'> {
  return {
    async sheet({ found, query }) {
      return yes({ sheet: await findSheet(deps, found, query.day) })
    },
    async sheetXlsx({ found, query, language }) {
      const sheet = await findSheet(deps, found, query.day)
      return yes({ body: await workbookOf(sheet, language), name: sheetName(sheet.stationName, sheet.day, 'xlsx') })
    },
    async sheetCsv({ found, query, language }) {
      const sheet = await findSheet(deps, found, query.day)
      const { header, rows } = listOf(sheet, language)
      return yes({ body: csvOf([header, ...rows]), name: sheetName(sheet.stationName, sheet.day, 'csv') })
    },
  }
}
