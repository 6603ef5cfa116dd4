import * as v from 'valibot'
import { fold, narrow } from '../../base/fold'
import { findInvisible, freeText, oneLine } from '../../base/text'
import { isDay } from '../../base/time'
import { readClock } from '../../place/hours-text'
import { type Cell, clockOfFraction, textOf } from './cell'
import { bad, type Read, read, showFound } from './mistake'

/** NUL, and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u
const isLong = (text: string, most: number): boolean => Array.from(text.normalize('NFC')).length > most

/** Reader of a text of `least` to `most` letters; `lines`: over several lines. */
export function text(most: number, { lines = false, least = 1 } = {}) {
  const schema = (lines ? freeText : oneLine)(most, least)
  return (cell: Cell): Read<string> => {
    const found = textOf(cell)
    if (UNSTORABLE.test(found)) return bad('unstorable')
    const hidden = findInvisible(found.replace(/\s/g, ' '))
    if (hidden) return bad('invisible', { mark: showFound(hidden) })
    const result = v.safeParse(schema, found)
    if (result.success) return read(result.output)
    return bad(isLong(found.trim(), most) ? 'long' : 'takes', { most })
  }
}

/** Reader of one of some names, each with its value; compared without spaces and punctuation. */
export function choice<T>(named: readonly (readonly [name: string, value: T])[]) {
  const byName = new Map(named.map(([name, value]) => [fold(name), value]))
  return (cell: Cell): Read<T> => {
    const value = byName.get(fold(textOf(cell)))
    return value === undefined ? bad('takes') : read(value)
  }
}

/** Name of a value in such a list: the first of its names. */
export const nameIn =
  <T>(named: readonly (readonly [name: string, value: T])[]) =>
  (value: T): string =>
    named.find(([, one]) => one === value)?.[0] ?? String(value)

/** Reader of several of some names. */
export function choices<T>(named: readonly (readonly [name: string, value: T])[]) {
  const one = choice(named)
  return (cell: Cell): Read<T[]> => {
    const values = new Set<T>()
    for (const part of textOf(cell)
      .split(/[、，,；;\n]/)
      .filter((name) => name.trim())) {
      const found = one(part)
      if (!found.ok) return found
      values.add(found.value)
    }
    return read([...values])
  }
}

/** Reader of a number; `whole`: without decimals. */
export function number(least: number, most: number, whole = true) {
  return (cell: Cell): Read<number> => {
    const plain = typeof cell === 'number' ? String(cell) : narrow(textOf(cell)).replace(/°$/, '')
    if (!/^-?\d+(\.\d+)?$/.test(plain)) return bad('takes')
    const value = Number(plain)
    if (whole && !Number.isInteger(value)) return bad('takes')
    return value < least || value > most ? bad('out-of-range', { least, most }) : read(value)
  }
}

/** 是, or nothing. */
export const flag = (cell: Cell): Read<boolean> =>
  choice([
    ['是', true],
    ['有', true],
    ['√', true],
    ['✓', true],
    ['1', true],
    ['否', false],
    ['无', false],
    ['0', false],
  ])(cell)
export const writeFlag = (value: boolean | undefined): string => (value ? '是' : '')

/** Reader of a code that matches a pattern, in any case and width. */
export const code =
  (pattern: RegExp) =>
  (cell: Cell): Read<string> => {
    const plain = narrow(textOf(cell)).toLowerCase()
    return pattern.test(plain) ? read(plain) : bad('takes')
  }

/** Day as `2026-10-01`, `2026/10/1`, `2026年10月1日`, or as a date of the spreadsheet. */
export function day(cell: Cell): Read<string> {
  const plain = narrow(textOf(cell)).replace(/\s+00:00(:00)?$/, '')
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain)
  const [, year = '', month = '', date = ''] = match ?? []
  const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return match && isDay(found) ? read(found) : bad('takes')
}

/** Start of a session as `9:00`, `9点半`, or as a time of the spreadsheet. */
export function clock(cell: Cell): Read<string> {
  const isFraction = typeof cell === 'number' && cell >= 0 && cell < 1
  const found = isFraction ? clockOfFraction(cell) : readClock(narrow(textOf(cell)).replace(/^(\d+:\d+):00$/, '$1'))
  return found && found !== '24:00' ? read(found) : bad('takes')
}

/** A mainland line: mobile, landline with its area code, 400 and 800, or a short service number; a remark in brackets may follow. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}|1\d{2,4}|9\d{4})(转\d{1,6})?([(（].{1,10}[)）])?$/
export function phone(cell: Cell): Read<string> {
  const plain = textOf(cell)
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[－‐‑–—]/g, '-')
    .replace(/\s/g, '')
  return PHONE.test(plain) ? read(plain) : bad('takes')
}
