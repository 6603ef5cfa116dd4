import { addDays, type Day, minutesOf } from '../base/time'
import { effectiveWeekday, spansOfWeekday } from '../place/hours'
import { CALENDAR_DAYS, type Hours, type StationCalendar } from '../place/station'
import type { SessionTemplate } from './offering'
import { seriesOf } from './recurrence'
import { countsFromStart, parseRule } from './recurrence-rule'
import { isOpenFor, startsOf } from './session-plan'

/** A template must have a session within this many days, or its sessions would never be seen. */
export const SOON_DAYS = CALENDAR_DAYS - 1
const DAY_MINUTES = 1440

/** Days of a template, each with the weekday whose hours it has, and its starts on them. */
type Judged = { days: ReadonlyMap<Day, number>; starts: ReadonlySet<number> }

/** Whether a rule counts from a start, so that a template needs one. */
export const needsStart = (rrule: string): boolean => {
  const rule = parseRule(rrule)
  return rule !== null && countsFromStart(rule)
}

/** The days from `today` up to SOON_DAYS; kept for the last `today`, because an import asks for them thousands of times. */
let soon: readonly Day[] = []
function soonDays(today: Day): readonly Day[] {
  if (soon[0] !== today) soon = Array.from({ length: SOON_DAYS + 1 }, (_, ahead) => addDays(today, ahead))
  return soon
}

/** The days of a template within SOON_DAYS on which the station is not closed for a holiday. */
function daysOf(template: SessionTemplate, hours: Hours, calendar: StationCalendar, today: Day): Map<Day, number> {
  const falls = seriesOf(template)
  const days = new Map<Day, number>()
  for (const day of falls ? soonDays(today) : []) {
    const weekday = effectiveWeekday(hours, day, calendar)
    if (weekday !== null && falls?.(day, weekday)) days.set(day, weekday)
  }
  return days
}

/** First invalid field of a template; undefined where it is valid. */
function wrongWith(
  template: SessionTemplate,
  { days, starts }: Judged,
  hours: Hours,
): keyof SessionTemplate | undefined {
  const { rrule, start, minutes, slots = 1 } = template
  if (!start && needsStart(rrule)) return 'start'
  const weekdays = [...new Set(days.values())]
  // The rule includes no day, or none on which the station is open.
  const spans = weekdays.flatMap((weekday) => spansOfWeekday(hours, weekday))
  if (spans.length === 0) return 'rrule'
  if (spans.every(({ from, to }) => minutesOf(to) - minutesOf(from) < minutes)) return 'minutes'
  if (slots > 1 && minutesOf(template.at) + slots * minutes > DAY_MINUTES) return 'slots'
  const fits = weekdays.some((weekday) => [...starts].some((from) => isOpenFor(hours, weekday, from, minutes)))
  return fits ? undefined : 'at'
}

/** The next days on which templates have a session, at most `most` of them, within SOON_DAYS. */
export function nextDays(
  templates: readonly SessionTemplate[],
  hours: Hours,
  calendar: StationCalendar,
  today: Day,
  most: number,
): Day[] {
  const days = templates.flatMap((template) => {
    const isOpen = (weekday: number) => startsOf(template).some((at) => isOpenFor(hours, weekday, at, template.minutes))
    return [...daysOf(template, hours, calendar, today)].flatMap(([day, weekday]) => (isOpen(weekday) ? day : []))
  })
  return [...new Set(days)].sort().slice(0, most)
}

/** Whether two templates would create the same session. */
const meets = (a: Judged, b: Judged): boolean =>
  [...a.starts].some((from) => b.starts.has(from)) && [...a.days.keys()].some((day) => b.days.has(day))

/**
 * First invalid field of an offering's templates as a path, such as `templates.0.rrule`; undefined where all are valid.
 * `calendar`: holidays of the coming SOON_DAYS.
 */
export function findBadTemplate(
  templates: readonly SessionTemplate[],
  hours: Hours,
  calendar: StationCalendar,
  today: Day,
): string | undefined {
  const sound: Judged[] = []
  for (const [at, template] of templates.entries()) {
    const judged = { days: daysOf(template, hours, calendar, today), starts: new Set(startsOf(template)) }
    const field = wrongWith(template, judged, hours)
    if (field) return `templates.${at}.${field}`
    if (sound.some((other) => meets(judged, other))) return `templates.${at}.at`
    sound.push(judged)
  }
  return undefined
}
