import * as v from 'valibot'
import { Card } from '../../../attendance/card'
import { BookingId } from '../../../place/ids'
import { row } from '../../endpoint'

/** The pass as a printed card, for people without a phone. */
export const cardEndpoints = {
  /** Also for the station's staff, who print it for people without a phone. */
  card: row({
    method: 'GET',
    path: '/api/bookings/:id/card',
    who: { act: 'attend', at: 'booking', orOwn: true },
    status: 200,
    refusals: ['cancelled', 'not-offered'],
    summary: 'The pass as a card to print; for the booker and the station’s staff',
    params: v.object({ id: BookingId }),
    answer: v.object({ card: Card }),
  }),
}
