import { narrow } from '../../../base/fold'
import { HOURS_START, readDayHours } from '../../../place/hours-text'
import type { Hours } from '../../../place/station'
import { bad, type Read, read } from '../mistake'
import { readWeekdays, writeWeekdays } from './weekdays'

export const HOURS_TAKES = '每周的开放时间，如“周一至周五 9:00-12:00,14:00-17:30；周六 9:00-12:00”，没写的日子不开'

type Week = Hours['week']
const DAYS_IN_WEEK = 7
/** Opening hours of a week as people write them. */
export function readWeek(text: string): Read<Week> {
  const week: (string | undefined)[] = Array(DAYS_IN_WEEK).fill(undefined)
  for (const segment of narrow(text)
    .split(/[;\n]/)
    .filter((part) => part.trim())) {
    const cut = segment.search(HOURS_START)
    const [named, times] = cut < 0 ? [segment, undefined] : [segment.slice(0, cut), segment.slice(cut)]
    const days = readWeekdays(named.replace(/[\s:]+$/, '').trim() || '每天')
    if (!days || times === undefined) return bad('takes')
    const found = readDayHours(times)
    if ('fault' in found) return bad(found.fault === 'overlap' ? 'hours-overlap' : 'takes')
    for (const day of days) {
      if (week[day - 1]) return bad('hours-twice', { day: writeWeekdays([day]) })
      week[day - 1] = found.hours
    }
  }
  return read(week.map((hours) => hours ?? ''))
}

/** The same as text: weekdays with equal hours together, closed ones left out. */
export function writeWeek(week: Week): string {
  const groups = new Map<string, number[]>()
  for (const [at, spans] of week.entries()) groups.set(spans, [...(groups.get(spans) ?? []), at + 1])
  const open = [...groups].filter(([spans]) => spans)
  return open.length ? open.map(([spans, days]) => `${writeWeekdays(days)} ${spans}`).join('；') : '每天 休息'
}
