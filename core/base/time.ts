import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import utc from 'dayjs/plugin/utc'
import * as v from 'valibot'

dayjs.extend(utc)
dayjs.extend(customParseFormat)

/** Offset of China from UTC in minutes. China has one time zone and no daylight saving time, so an offset suffices. */
const OFFSET = 480

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** Local time of day in China, `HH:mm`; `24:00` is the end of a day. */
export type Clock = string

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const OFFSET_MS = OFFSET * MINUTE
/**
 * Local time in China in ISO 8601 notation. Native Date rather than dayjs, because every booking needs it several
 * times.
 */
const wall = (at: Instant): string => new Date(at + OFFSET_MS).toISOString()

export const isDay = (text: string): boolean => dayjs.utc(text, 'YYYY-MM-DD', true).isValid()
export const isMonth = (text: string): boolean => dayjs.utc(text, 'YYYY-MM', true).isValid()

/** Instant of an ISO 8601 moment (`2026-11-23T06:00:00.000Z`, any offset); NaN where it is not one. */
export const instant = (text: string): Instant => Date.parse(text)
export const moment = (at: Instant): string => new Date(at).toISOString()

const LATEST = instant('2200-01-01T00:00:00.000Z')
/** With seconds, and with hours and minutes of the offset: what every parser of ISO 8601 reads alike. */
const FULL_MOMENT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/
/**
 * A moment in requests and answers: ISO 8601, any offset. From 1970, where the clock of a phone that lost its time
 * begins, to 2199: the database and JavaScript write these years alike.
 */
export const Moment = v.pipe(
  v.string(),
  v.maxLength(35),
  v.isoTimestamp(),
  v.regex(FULL_MOMENT),
  v.check((text) => isDay(text.slice(0, 10)) && 0 <= instant(text) && instant(text) < LATEST, '1970 to 2199'),
)

export const dayOf = (at: Instant): Day => wall(at).slice(0, 10)
export const clockOf = (at: Instant): Clock => wall(at).slice(11, 16)
export const startOfDay = (day: Day): Instant => Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS

/** A day in China in requests and answers, `YYYY-MM-DD`, of the years 2000 to 2199. */
export const Day = v.pipe(
  v.string(),
  v.maxLength(10),
  v.check((text) => isDay(text) && '2000' <= text && text < '2200', 'YYYY-MM-DD'),
)
export type Day = string

export const addDays = (day: Day, days: number): Day => dayOf(startOfDay(day) + days * DAY)
export const daysBetween = (from: Day, to: Day): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY)

/** ISO weekday: Monday 1 … Sunday 7. */
export const weekdayOf = (day: Day): number => new Date(startOfDay(day) + OFFSET_MS).getUTCDay() || 7

export const minutesOf = (clock: Clock): number => {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
export const atClock = (day: Day, clock: Clock): Instant => startOfDay(day) + minutesOf(clock) * MINUTE

/**
 * Age in full years (周岁) on a day, from a birthday. It counts from the day after the birthday (Supreme People's Court on
 * the age of criminal responsibility, 法释〔2006〕1号, art. 2); somebody born on 29 February is a year older on 1 March.
 */
const ageOn = (birthday: Day, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4))
  return Math.max(0, day.slice(5) > birthday.slice(5) ? years : years - 1)
}

/** Age at most, of somebody born in a month (`YYYY-MM`): on its first day. For an age that has to be reached. */
export const oldestOn = (born: string, day: Day): number => ageOn(`${born}-01`, day)

/** Age at least: born on the last day of the month. For what protects the young, and for upper limits. */
export const youngestOn = (born: string, day: Day): number => {
  const [year = 0, month = 0] = born.split('-').map(Number)
  return ageOn(`${born}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`, day)
}
