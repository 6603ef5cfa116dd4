import { narrow } from '../../../base/fold'
import { parseRule } from '../../../catalogue/recurrence-rule'
import { bad, type Read, read } from '../mistake'
import { endOnDay } from './rule-end'
import { readWeekdays, writeWeekdays } from './weekdays'

export const RULE_TAKES = '哪些日子，如“每天”“周一、周三”“工作日”“隔周周三”“每月第一个周六”“每月最后一个周五”“每月15日”'

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const NTH: Record<string, string> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5' }
const codesOf = (days: readonly number[]): string => days.map((day) => CODES[day - 1]).join(',')

/** Part of a rule that says how many times, which no engine of ours takes: see recurrence-rule.ts. */
const COUNT = /;COUNT=\d+\b/

const EVERY_DAY = 'FREQ=DAILY'
const weekly = (days: readonly number[], every = ''): string =>
  days.length === 7 && !every ? EVERY_DAY : `FREQ=WEEKLY;${every}BYDAY=${codesOf(days)}`

/** Recurrence rule of `每月…`; undefined for another text. */
function monthly(text: string): string | undefined {
  const day = /^每月(\d{1,2})[日号]$/.exec(text)?.[1]
  if (day) return `FREQ=MONTHLY;BYMONTHDAY=${day}`
  const nth = /^每月(?:第?([一二三四五1-5])个?|(最后)一?个?)(.+)$/.exec(text)
  const days = nth && readWeekdays(nth[3] as string)
  if (!nth || days?.length !== 1) return undefined
  return `FREQ=MONTHLY;BYDAY=${nth[2] ? '-1' : (NTH[nth[1] as string] ?? nth[1])}${codesOf(days)}`
}

/**
 * Recurrence rule of days as people write them; a rule of RFC 5545 is taken as it is. An UNTIL with a time becomes a day once the
 * time of the sessions is known (`endOnDay`).
 */
export function readRule(text: string): Read<string> {
  const plain = narrow(text).replace(/\s/g, '')
  const fortnight = /^(?:隔周的?|每两周的?|每2周的?)(.+)$/.exec(plain)?.[1]
  const days = readWeekdays((fortnight ?? plain).replace(/^每周(?=.)/, '周'))
  const rule = /^FREQ=/i.test(plain)
    ? plain.toUpperCase()
    : (monthly(plain) ?? (days && weekly(days, fortnight && 'INTERVAL=2;')))
  if (rule && parseRule(endOnDay(rule, '00:00'))) return read(rule)
  const uncounted = rule?.replace(COUNT, '')
  return uncounted && uncounted !== rule && parseRule(endOnDay(uncounted, '00:00')) ? bad('counted') : bad('takes')
}

/** The shortest text that reads back as the rule. */
export function writeRule(rule: string): string {
  if (rule === `FREQ=WEEKLY;BYDAY=${CODES.join(',')}`) return '每天'
  const [, days = ''] = /BYDAY=([A-Z,]+)$/.exec(rule) ?? []
  const listed = days.split(',').map((code) => CODES.indexOf(code) + 1)
  const named = days && writeWeekdays(listed.sort())
  const [, nth, weekday] = /BYDAY=(-1|[1-5])([A-Z]{2})$/.exec(rule) ?? []
  const [, monthDay] = /BYMONTHDAY=(\d+)$/.exec(rule) ?? []
  const texts = [
    '每天',
    named,
    `隔周${named}`,
    `每月${nth === '-1' ? '最后一' : `第${'一二三四五'[Number(nth) - 1]}`}个${writeWeekdays([CODES.indexOf(weekday ?? '') + 1])}`,
    `每月${monthDay}日`,
  ]
  const same = (text: string): boolean => {
    const back = text && readRule(text)
    return !!back && back.ok && back.value === rule
  }
  return texts.find(same) ?? rule
}
