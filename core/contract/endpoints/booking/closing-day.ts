import * as v from 'valibot'
import { Day } from '../../../base/time'
import { ClosedSession, ClosingDay, ClosingProgress } from '../../../booking/closing-day'
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
    answer: v.object({
      closures: v.array(Closure),
      /** Closings whose sessions are still being moved or called off. */
      closings: v.array(ClosingProgress),
    }),
  }),
  closing: row({
    method: 'GET',
    path: '/api/closures/:id',
    who: { act: 'change', at: 'closing' },
    status: 200,
    refusals: [],
    summary: 'The progress of closing a day, and what became of each session so far',
    params: v.object({ id: v.pipe(v.string(), v.uuid()) }),
    answer: v.object({ closing: ClosingProgress, sessions: v.array(ClosedSession) }),
  }),
  closeDay: row({
    method: 'POST',
    path: '/api/closures',
    who: { act: 'change', at: 'closure' },
    status: 200,
    refusals: ['closures-full'],
    summary:
      'Close a station or a street for a day; its sessions are moved or called off, and bookers notified, afterwards',
    body: v.strictObject({ closing: ClosingDay, preview: dryRun }),
    /** What will happen. `id`: the closing that does it; absent in a preview, and where no session is left to close. */
    answer: v.object({ sessions: v.array(ClosedSession), told: v.number(), id: v.optional(v.string()) }),
  }),
  reopenDay: row({
    method: 'POST',
    path: '/api/reopenings',
    who: { act: 'change', at: 'closure' },
    status: 200,
    refusals: [],
    summary:
      'Take the closure of a day back: sessions that it called off can be booked again; nobody is booked again, but told',
    body: v.strictObject({ closing: v.strictObject({ scope: ClosingDay.entries.scope, day: Day }) }),
    /** Sessions that can be booked again, and bookers told. */
    answer: v.object({ restored: v.number(), told: v.number() }),
  }),
}
