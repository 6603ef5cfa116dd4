import { minutesOf } from '../../../base/time'
import type { Hours } from '../../../place/station'
import { narrow } from '../cell'
import { bad, type Read, read } from '../mistake'
import { readWeekdays, writeWeekdays } from './weekdays'

export const HOURS_TAKES = '每周的开放时间，如“周一至周五 9:00-12:00,14:00-17:30；周六 9:00-12:00”，没写的日子不开'

type Week = Hours['week']
const DAYS_IN_WEEK = 7
const ALL_DAY = '00:00-24:00'
const CLOSED = /^(休息|不开|关闭|闭馆)$/
const ALWAYS = /^(全天|24小时)$/
/** `9:00`, `9点`, `9点半`, `9点30分`. */
const CLOCK = /^(\d{1,2})(?::(\d{2})|点(?:(半)|(\d{1,2})分?)?|时)$/

/** `9点半` as `09:30`; undefined for anything else. `24:00` is the end of a day. */
export function readClock(text: string): string | undefined {
  const match = CLOCK.exec(text.replace(/\s/g, ''))
  if (!match) return undefined
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? (match[3] ? 30 : (match[4] ?? 0)))]
  if (minutes > 59 || hours * 60 + minutes > 1440) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Spans of one day as the pack has them; undefined where the text is none. */
function readSpans(text: string): string[] | undefined {
  if (CLOSED.test(text)) return []
  if (ALWAYS.test(text)) return [ALL_DAY]
  const spans: string[] = []
  for (const part of text.split(/[,、]/)) {
    const [from = '', to = '', ...more] = part.split(/[-至到]/).map((clock) => readClock(clock))
    if (!from || !to || more.length || minutesOf(from) >= minutesOf(to)) return undefined
    spans.push(`${from}-${to}`)
  }
  return spans
}

const overlaps = (spans: readonly string[]): boolean =>
  spans.some((span, at) => at > 0 && (spans[at - 1] as string).slice(6) > span.slice(0, 5))

/** Opening hours of a week as people write them. */
export function readWeek(text: string): Read<Week> {
  const week: (string[] | undefined)[] = Array(DAYS_IN_WEEK).fill(undefined)
  for (const segment of narrow(text)
    .split(/[;\n]/)
    .filter((part) => part.trim())) {
    const cut = segment.search(/\d|休息|不开|关闭|闭馆|全天/)
    const [named, times] = [segment.slice(0, cut).replace(/[\s:]+$/, ''), segment.slice(cut).replace(/\s/g, '')]
    const days = readWeekdays(named.trim() || '每天')
    const spans = cut < 0 ? undefined : readSpans(times)?.sort()
    if (!days || !spans) return bad('takes')
    if (overlaps(spans)) return bad('hours-overlap')
    for (const day of days) {
      if (week[day - 1]) return bad('hours-twice', { day: writeWeekdays([day]) })
      week[day - 1] = spans
    }
  }
  return read(week.map((spans) => (spans ?? []).join(',')))
}

/** The same as text: weekdays with equal hours together, closed ones left out. */
export function writeWeek(week: Week): string {
  const groups = new Map<string, number[]>()
  for (const [at, spans] of week.entries()) groups.set(spans, [...(groups.get(spans) ?? []), at + 1])
  const open = [...groups].filter(([spans]) => spans)
  return open.length ? open.map(([spans, days]) => `${writeWeekdays(days)} ${spans}`).join('；') : '每天 休息'
}
