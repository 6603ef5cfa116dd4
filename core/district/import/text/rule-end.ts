import { addDays, atClock, type Clock, dayOf, isDay, startOfDay } from '../../../base/time'

/** UNTIL as a date with a time, in UTC with a Z, and otherwise in the district's time (RFC 5545, 3.3.5). */
const UNTIL = /\bUNTIL=(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?)(?=;|$)/

/**
 * Recurrence rule whose UNTIL is a day, as calendars of other systems seldom write it: the last day on which a session at this
 * time of day starts no later than UNTIL says (RFC 5545, 3.3.10).
 */
export const endOnDay = (rule: string, at: Clock): string =>
  rule.replace(UNTIL, (whole, year, month, date, hours, minutes, seconds, utc) => {
    const day = `${year}-${month}-${date}`
    if (!isDay(day)) return whole
    const from = utc ? Date.parse(`${day}T00:00:00Z`) : startOfDay(day)
    const until = from + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    const last = dayOf(until)
    return `UNTIL=${(atClock(last, at) <= until ? last : addDays(last, -1)).replace(/-/g, '')}`
  })
