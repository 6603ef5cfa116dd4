import type { Booking } from '@core/booking'
import { HOUR, instant } from '@core/time'
import Taro from '@tarojs/taro'

const SECOND = 1_000

/** Into the phone's own calendar, with a reminder an hour before; false when the phone will not. */
export async function addToCalendar({ title, startsAt, endsAt, stationName }: Booking): Promise<boolean> {
  try {
    await Taro.addPhoneCalendar({
      title,
      startTime: instant(startsAt) / SECOND,
      endTime: String(instant(endsAt) / SECOND),
      location: stationName,
      alarm: true,
      alarmOffset: HOUR / SECOND,
    })
    return true
  } catch {
    return false
  }
}
