import { cleanLines } from '@core/base/text'
import { HOUR, type Instant } from '@core/base/time'
// Version 10 is the last that runs on Node 20; 11 requires 22.
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

/** The states of a booking that a calendar shows; the booking context comes above this one. */
type BookingStatus = 'waiting' | 'offered' | 'booked' | 'cancelled'

/** Fields of a booking in a calendar. No names of people: calendars are shared more freely than phones. */
export type CalendarBooking = {
  id: string
  status: BookingStatus
  version: number
  title: string
  startsAt: Instant
  endsAt: Instant
  bookedAt: Instant
  stationName: string
  address: string
  phone: string
}

const STATUS: Record<BookingStatus, ICalEventStatus> = {
  booked: ICalEventStatus.CONFIRMED,
  offered: ICalEventStatus.TENTATIVE,
  waiting: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
}

/** Bookings as iCalendar. Deterministic: the same bookings give the same bytes, without the time of the request. */
export function calendarText(bookings: readonly CalendarBooking[], name: string): string {
  const calendar = ical({
    name,
    prodId: { company: 'Yike', product: 'Yike', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const one of bookings) {
    // A title may be older than the check of titles, and a station comes from a file.
    const summary = cleanLines(one.title)
    calendar.createEvent({
      id: `${one.id}@yike`,
      sequence: one.version,
      status: STATUS[one.status],
      stamp: new Date(one.bookedAt),
      start: new Date(one.startsAt),
      end: new Date(one.endsAt),
      summary,
      location: cleanLines(`${one.stationName}，${one.address}`),
      description: cleanLines(one.phone),
      ...(one.status === 'cancelled'
        ? {}
        : { alarms: [{ type: ICalAlarmType.display, triggerBefore: HOUR / 1000, description: summary }] }),
    })
  }
  return calendar.toString()
}
