import * as v from 'valibot'
import { DayReport } from '../../../attendance/day-report'
import { StationId } from '../../../place/station'
import { FileAnswer, row } from '../../endpoint'
import { DayQuery } from '../../query'

/** A station's attendance of one day, while it runs or afterwards. */
export const dayReportEndpoints = {
  sheet: row({
    method: 'GET',
    path: '/api/stations/:id/sheet',
    who: { act: 'sheet', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'Day report: who came, when, by which means, and who let them in; with whole names',
    params: v.object({ id: StationId }),
    query: DayQuery,
    answer: v.object({ sheet: DayReport }),
  }),
  sheetXlsx: row({
    method: 'GET',
    path: '/api/stations/:id/sheet.xlsx',
    who: { act: 'sheet', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'Day report as a workbook',
    params: v.object({ id: StationId }),
    query: DayQuery,
    answer: FileAnswer,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  sheetCsv: row({
    method: 'GET',
    path: '/api/stations/:id/sheet.csv',
    who: { act: 'sheet', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'Day report as comma-separated values',
    params: v.object({ id: StationId }),
    query: DayQuery,
    answer: FileAnswer,
    type: 'text/csv',
  }),
}
