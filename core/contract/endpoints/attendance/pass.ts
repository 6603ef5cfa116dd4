import * as v from 'valibot'
import { Pass } from '../../../attendance/pass'
import { BookingId } from '../../../place/ids'
import { row } from '../../endpoint'

/** The pass a resident shows on arrival. */
export const passEndpoints = {
  pass: row({
    method: 'GET',
    path: '/api/bookings/:id/pass',
    who: { own: 'booking' },
    status: 200,
    refusals: ['cancelled', 'not-offered'],
    summary: 'The pass of a booking, to show on arrival',
    params: v.object({ id: BookingId }),
    answer: v.object({ pass: Pass }),
  }),
}
