import type { Booking } from '@core/booking'
import type { Added } from './calendar'
import { cloud } from './cloud'
import { settle } from './settle'

/** A browser has no calendar to write to: it is handed a file that every calendar opens. */
export async function addToCalendar({ id }: Booking): Promise<Added> {
  const asking = await settle(cloud('bookingCalendar', { params: { id } }))
  if (asking.state !== 'done') return 'failed'
  const url = URL.createObjectURL(new Blob([asking.answer.calendar], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${id}.ics`
  link.click()
  URL.revokeObjectURL(url)
  return 'saved'
}
