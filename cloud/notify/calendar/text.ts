import { HOUR, type Instant } from '@core/base/time'
// The last one that runs on Node 20; 11 asks for 22.
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

/** The states of a booking that a calendar shows; the booking context comes above this one. */
type BookingStatus = 'waiting' | 'offered' | 'booked' | 'cancelled'

/** What a calendar shows of a booking. No person's name is among it: calendars are shared more freely than phones. */
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

/** Bookings as iCalendar. The same bookings give the same bytes: nothing of the moment it was asked for is in it. */
export function calendarText(bookings: readonly CalendarBooking[]): string {
  const calendar = ical({
    name: '一刻',
    prodId: { company: 'Yike', product: 'Yike', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const one of bookings) {
    calendar.createEvent({
      id: `${one.id}@yike`,
      sequence: one.version,
      status: STATUS[one.status],
      stamp: new Date(one.bookedAt),
      start: new Date(one.startsAt),
      end: new Date(one.endsAt),
      summary: one.title,
      location: `${one.stationName}，${one.address}`,
      description: one.phone,
      ...(one.status === 'cancelled'
        ? {}
        : { alarms: [{ type: ICalAlarmType.display, triggerBefore: HOUR / 1000, description: one.title }] }),
    })
  }
  return calendar.toString()
}
