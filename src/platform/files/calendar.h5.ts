import type { Booking } from '@core/booking/booking'
import { cloud } from '../network/cloud'
import { toOutcome } from '../network/to-outcome'
import type { CalendarResult } from './calendar'

/** Downloads an iCalendar file: a browser has no calendar to write to. */
export async function addToCalendar({ id }: Booking): Promise<CalendarResult> {
  const asking = await toOutcome(cloud('bookingCalendar', { params: { id } }))
  if (asking.state !== 'done') return 'failed'
  const url = URL.createObjectURL(new Blob([asking.answer.calendar], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${id}.ics`
  link.click()
  URL.revokeObjectURL(url)
  return 'saved'
}
