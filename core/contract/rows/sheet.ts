import * as v from 'valibot'
import { DayReport } from '../../attendance/day-report'
import { StationId } from '../../place/station'
import { FileAnswer, row } from '../endpoint'
import { DayQuery } from '../query'

const asked = { method: 'GET', who: 'manager', status: 200, refusals: [], query: DayQuery } as const
const params = v.object({ id: StationId })

/** A station's day, when it is over or while it goes on. */
export const dayReport = {
  sheet: row({
    ...asked,
    path: '/api/stations/:id/sheet',
    summary: 'Who came that day, when, how, and whom it was that let them in; names are masked',
    params,
    answer: v.object({ sheet: DayReport }),
  }),
  sheetXlsx: row({
    ...asked,
    path: '/api/stations/:id/sheet.xlsx',
    summary: 'The same as a workbook',
    params,
    answer: FileAnswer,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  sheetCsv: row({
    ...asked,
    path: '/api/stations/:id/sheet.csv',
    summary: 'The same as comma-separated values',
    params,
    answer: FileAnswer,
    type: 'text/csv',
  }),
}
