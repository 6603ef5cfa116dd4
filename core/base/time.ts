import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import utc from 'dayjs/plugin/utc'
import * as v from 'valibot'

dayjs.extend(utc)
dayjs.extend(customParseFormat)

/** China keeps one zone and no summer time, so an offset is the whole rule. Minutes east of UTC. */
const OFFSET = 480

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** A wall clock reading, `HH:mm`; `24:00` closes a day. */
export type Clock = string

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const OFFSET_MS = OFFSET * MINUTE
/** The wall clock of China as ISO 8601 writes it; native, since every booking asks several times. */
const wall = (at: Instant): string => new Date(at + OFFSET_MS).toISOString()

export const isDay = (text: string): boolean => dayjs.utc(text, 'YYYY-MM-DD', true).isValid()
export const isMonth = (text: string): boolean => dayjs.utc(text, 'YYYY-MM', true).isValid()

/** The instant a moment of the wire (`2026-11-23T06:00:00.000Z`, any offset) names; NaN when it names none. */
export const instant = (text: string): Instant => Date.parse(text)
export const moment = (at: Instant): string => new Date(at).toISOString()
/** A moment on the wire: ISO 8601, any offset. */
export const Moment = v.pipe(v.string(), v.maxLength(35), v.isoTimestamp())

const SOONEST = instant('2000-01-01T00:00:00.000Z')
const LATEST = instant('2200-01-01T00:00:00.000Z')
/** Far from the years that a database and JavaScript write differently. */
export const isInRange = (at: Instant): boolean => SOONEST <= at && at < LATEST

export const dayOf = (at: Instant): Day => wall(at).slice(0, 10)
export const clockOf = (at: Instant): Clock => wall(at).slice(11, 16)
export const startOfDay = (day: Day): Instant => Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS

/** A day in China, `YYYY-MM-DD`, as the wire has it. */
export const Day = v.pipe(
  v.string(),
  v.maxLength(10),
  v.check((text) => isDay(text) && isInRange(startOfDay(text)), 'YYYY-MM-DD'),
)
export type Day = string

export const addDays = (day: Day, days: number): Day => dayOf(startOfDay(day) + days * DAY)
export const daysBetween = (from: Day, to: Day): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY)

/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: Day): number => new Date(startOfDay(day) + OFFSET_MS).getUTCDay() || 7

export const minutesOf = (clock: Clock): number => {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
export const atClock = (day: Day, clock: Clock): Instant => startOfDay(day) + minutesOf(clock) * MINUTE

/** Whole years from a birth month (`YYYY-MM`) to a day. The month counts as reached on its first day. */
export const ageOn = (born: string, day: Day): number =>
  dayjs.utc(day, 'YYYY-MM-DD').diff(dayjs.utc(`${born}-01`, 'YYYY-MM-DD'), 'year')
