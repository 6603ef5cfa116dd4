import * as v from 'valibot'
import { ClosedSession, ClosingDay } from '../../../booking/closing-day'
import { Closure } from '../../../place/station'
import { dryRun, row } from '../../endpoint'

/** Closing a station or a street for a day. */
export const closingDayEndpoints = {
  closures: row({
    method: 'GET',
    path: '/api/closures',
    who: { act: 'change', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'List the closed days ahead of the stations that the caller manages',
    answer: v.object({ closures: v.array(Closure) }),
  }),
  closeDay: row({
    method: 'POST',
    path: '/api/closures',
    who: { act: 'change', at: 'closure' },
    status: 200,
    refusals: ['closures-full'],
    summary: 'Close a station or a street for a day: move or call off every session and notify every booker',
    body: v.strictObject({ closing: ClosingDay, preview: dryRun }),
    answer: v.object({ sessions: v.array(ClosedSession), told: v.number() }),
  }),
}
