import * as v from 'valibot'
import { DayHours } from './station'

const CLOSED = /^(休息?|休馆|不开|关|closed)?$/i

/** One clock in two digits each: `9:00`, `9点`, `9` and `0900` are 09:00, `9点半` is 09:30. */
function clockOf(text: string): string {
  const plain = text.replace('点半', ':30').replace(/点$/, ':00').replace('点', ':')
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plain) ?? []
  return `${hours.padStart(2, '0')}:${minutes}`
}

/**
 * Opening spans of a day as people type them, with full-width signs, any dash, 至 or 到, and no zeros; undefined where they
 * cannot be read. An empty text, or 休息, is closed.
 */
export function readDayHours(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[–—−~〜至到]/g, '-')
    .replace(/[、;和]/g, ',')
  if (CLOSED.test(plain)) return ''
  const spans = plain.split(',').map((span) => span.split('-').map(clockOf).join('-'))
  const read = v.safeParse(DayHours, spans.join(','))
  return read.success ? read.output : undefined
}

/** The same as a form shows it: `09:00-12:00，14:00-17:30`. */
export const showDayHours = (day: string): string => day.replaceAll(',', '，')
