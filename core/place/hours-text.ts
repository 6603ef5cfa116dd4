import * as v from 'valibot'
import { narrow } from '../base/fold'
import { minutesOf } from '../base/time'
import { DayHours } from './station'

const CLOSED = /^(休息?|休馆|闭馆|不开|关闭?|closed)?$/i
const ALWAYS = /^(全天|24小时)$/
const ALL_DAY = '00:00-24:00'
/** Where the hours of a day begin in a longer text: at a figure, or at a word for all day or not at all. */
export const HOURS_START = /\d|休|闭馆|不开|关|closed|全天/i
/** `9:00`, `0900`, `9`, `9点`, `9时`, `9点半`, `9点30分`. */
const CLOCK = /^(\d{1,2})(?::?(\d{2})|[点时](?:(半)|(\d{1,2})分?)?)?$/

/** `9点半` as `09:30`; undefined for anything else. `24:00` is the end of a day. */
export function readClock(text: string): string | undefined {
  const match = CLOCK.exec(narrow(text).replace(/\s/g, ''))
  if (!match) return undefined
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? (match[3] ? 30 : (match[4] ?? 0)))]
  if (minutes > 59 || hours * 60 + minutes > 1440) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Spans of one day as people write them, in order; they may still overlap. Undefined where the text is none. */
function readSpans(text: string): string[] | undefined {
  const plain = narrow(text).replace(/\s/g, '')
  if (CLOSED.test(plain)) return []
  if (ALWAYS.test(plain)) return [ALL_DAY]
  const spans: string[] = []
  for (const part of plain.split(/[,、;和]/)) {
    const [from, to, ...more] = part.split(/[-至到]/).map(readClock)
    if (!from || !to || more.length || minutesOf(from) >= minutesOf(to)) return undefined
    spans.push(`${from}-${to}`)
  }
  return spans.sort()
}

const overlaps = (spans: readonly string[]): boolean =>
  spans.some((span, at) => at > 0 && (spans[at - 1] as string).slice(6) > span.slice(0, 5))

/**
 * Opening spans of a day as people type them, in full-width signs, with any dash, 至 or 到, with or without zeros: as DayHours
 * has them. Empty text and 休息 are closed.
 */
export function readDayHours(text: string): { hours: string } | { fault: 'unreadable' | 'overlap' } {
  const spans = readSpans(text)
  if (spans && overlaps(spans)) return { fault: 'overlap' }
  const hours = spans?.join(',')
  return v.is(DayHours, hours) ? { hours } : { fault: 'unreadable' }
}

/** The same as a form shows it: `09:00-12:00，14:00-17:30`. */
export const showDayHours = (day: string): string => day.replaceAll(',', '，')
