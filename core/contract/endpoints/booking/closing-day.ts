import * as v from 'valibot'
import { ClosedSession, ClosingDay } from '../../../booking/closing-day'
import { dryRun, row } from '../../endpoint'

/** Closing a station or a street for a day. */
export const closingDayEndpoints = {
  closeDay: row({
    method: 'POST',
    path: '/api/closures',
    who: { act: 'change', at: 'closure' },
    status: 200,
    refusals: [],
    summary: 'Close a station or a street for a day: move or call off every session and notify every booker',
    body: v.strictObject({ closing: ClosingDay, preview: dryRun }),
    answer: v.object({ sessions: v.array(ClosedSession), told: v.number() }),
  }),
}
