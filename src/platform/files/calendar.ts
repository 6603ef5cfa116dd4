import { HOUR, instant } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import Taro from '@tarojs/taro'
import { isDenied } from '../wechat/permissions'

const SECOND = 1_000

/** `added` to the phone's calendar, `saved` as an .ics file, `refused` by the person, or `failed`. */
export type CalendarResult = 'added' | 'saved' | 'refused' | 'failed'

/** Adds the booking to the phone's calendar, with a reminder an hour before. */
export async function addToCalendar({ title, startsAt, endsAt, stationName }: Booking): Promise<CalendarResult> {
  try {
    await Taro.addPhoneCalendar({
      title,
      startTime: instant(startsAt) / SECOND,
      endTime: String(instant(endsAt) / SECOND),
      location: stationName,
      alarm: true,
      alarmOffset: HOUR / SECOND,
    })
    return 'added'
  } catch {
    return (await isDenied('calendar')) ? 'refused' : 'failed'
  }
}
