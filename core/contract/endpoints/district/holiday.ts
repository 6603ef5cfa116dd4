import * as v from 'valibot'
import { serial } from '../../../base/count'
import { Day } from '../../../base/time'
import { Holiday } from '../../../place/holiday'
import { row } from '../../endpoint'

/** Sessions on the day that somebody booked: they stay, and somebody has to look at them. */
const Edited = v.object({ holidays: v.array(Holiday), sessions: serial, bookings: serial })

/** Days on which the district rests or works otherwise than the calendar says. */
export const holidayEndpoints = {
  holidays: row({
    method: 'GET',
    path: '/api/district/holidays',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'The district’s own holidays and working days, from today on',
    answer: v.object({ holidays: v.array(Holiday) }),
  }),
  saveHoliday: row({
    method: 'POST',
    path: '/api/district/holidays',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'Enter or change one; coming sessions without bookings follow',
    body: v.strictObject({ holiday: Holiday }),
    answer: Edited,
  }),
  removeHoliday: row({
    method: 'DELETE',
    path: '/api/district/holidays/:id',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'Remove one: the calendar’s own rule counts again',
    params: v.object({ id: Day }),
    answer: Edited,
  }),
}
