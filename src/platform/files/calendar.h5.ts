import type { Booking } from '@core/booking/booking'
import { cloud, isNoSignal } from '../network/cloud'
import type { CalendarResult } from './calendar'

/** A browser has no calendar to write to: it is handed a file that every calendar opens. */
export async function addToCalendar({ id }: Booking): Promise<CalendarResult> {
  try {
    const result = await cloud('bookingCalendar', { params: { id } })
    if (result.ok !== true) return 'failed'
    const url = URL.createObjectURL(new Blob([result.answer.calendar], { type: 'text/calendar;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${id}.ics`
    link.click()
    URL.revokeObjectURL(url)
    return 'saved'
  } catch (fault) {
    if (!isNoSignal(fault)) throw fault
    return 'failed'
  }
}
