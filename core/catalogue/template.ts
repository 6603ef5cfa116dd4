import { addDays, type Day, minutesOf, weekdayOf } from '../base/time'
import { spansOfWeekday } from '../place/hours'
import type { Hours } from '../place/station'
import type { SessionTemplate } from './offering'
import { daysOf } from './recurrence'
import { isOpenFor, startsOf } from './session-plan'

/** A rule must include a day within this period, or its sessions would never be seen. */
const SOON_DAYS = 366
const DAY_MINUTES = 1440

type Judged = { days: ReadonlySet<Day>; starts: readonly number[] }

/** First invalid field of a template; undefined where it is valid. */
function wrongWith(template: SessionTemplate, days: ReadonlySet<Day>, hours: Hours): keyof SessionTemplate | undefined {
  const { minutes, slots = 1 } = template
  const weekdays = [...new Set([...days].map(weekdayOf))]
  // The rule includes no day, or none on which the station is open.
  const spans = weekdays.flatMap((weekday) => spansOfWeekday(hours, weekday))
  if (spans.length === 0) return 'rrule'
  if (spans.every(({ from, to }) => minutesOf(to) - minutesOf(from) < minutes)) return 'minutes'
  const starts = startsOf(template)
  if (slots > 1 && minutesOf(template.at) + slots * minutes > DAY_MINUTES) return 'slots'
  const fits = weekdays.some((weekday) => starts.some((from) => isOpenFor(hours, weekday, from, minutes)))
  return fits ? undefined : 'at'
}

const sharesDay = (a: ReadonlySet<Day>, b: ReadonlySet<Day>): boolean => [...a].some((day) => b.has(day))
/** Whether two templates would create the same session. */
const meets = (a: Judged, b: Judged): boolean =>
  a.starts.some((from) => b.starts.includes(from)) && sharesDay(a.days, b.days)

/**
 * First invalid field of an offering's templates as a path, such as `templates.0.rrule`; undefined where all are valid.
 */
export function findBadTemplate(templates: readonly SessionTemplate[], hours: Hours, today: Day): string | undefined {
  const sound: Judged[] = []
  for (const [at, template] of templates.entries()) {
    const days = daysOf(template.rrule, today, addDays(today, SOON_DAYS)) ?? new Set()
    const field = wrongWith(template, days, hours)
    if (field) return `templates.${at}.${field}`
    const judged = { days, starts: startsOf(template) }
    if (sound.some((other) => meets(judged, other))) return `templates.${at}.at`
    sound.push(judged)
  }
  return undefined
}
