import dayjs, { type Dayjs } from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(customParseFormat)

/** China keeps one zone and no summer time, so an offset is the whole rule. Minutes east of UTC. */
const OFFSET = 480

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** A day in China, `YYYY-MM-DD`. */
export type Day = string
/** A wall clock reading, `HH:mm`; `24:00` closes a day. */
export type Clock = string

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const local = (at: Instant): Dayjs => dayjs(at).utcOffset(OFFSET)
const midnight = (day: Day): Dayjs => dayjs.utc(day, 'YYYY-MM-DD', true).subtract(OFFSET, 'minute')

export const isDay = (text: string): boolean => dayjs.utc(text, 'YYYY-MM-DD', true).isValid()
export const isMonth = (text: string): boolean => dayjs.utc(text, 'YYYY-MM', true).isValid()

/** The instant a moment of the wire (`2026-11-23T06:00:00.000Z`, any offset) names; NaN when it names none. */
export const instant = (text: string): Instant => Date.parse(text)
export const moment = (at: Instant): string => new Date(at).toISOString()

export const dayOf = (at: Instant): Day => local(at).format('YYYY-MM-DD')
export const clockOf = (at: Instant): Clock => local(at).format('HH:mm')
export const startOfDay = (day: Day): Instant => midnight(day).valueOf()
export const addDays = (day: Day, days: number): Day => dayOf(startOfDay(day) + days * DAY)
export const daysBetween = (from: Day, to: Day): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY)

/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: Day): number => local(startOfDay(day)).day() || 7

export const minutesOf = (clock: Clock): number => {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
export const atClock = (day: Day, clock: Clock): Instant => startOfDay(day) + minutesOf(clock) * MINUTE

/** Whole years from a birth month (`YYYY-MM`) to a day. The month counts as reached on its first day. */
export const ageOn = (born: string, day: Day): number =>
  dayjs.utc(day, 'YYYY-MM-DD').diff(dayjs.utc(`${born}-01`, 'YYYY-MM-DD'), 'year')
