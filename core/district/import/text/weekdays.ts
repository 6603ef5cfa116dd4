/** Chinese names of weekdays, Monday first. */
const NAMES = '一二三四五六日'
const ALIASES: Record<string, number[]> = {
  每天: [1, 2, 3, 4, 5, 6, 7],
  每日: [1, 2, 3, 4, 5, 6, 7],
  工作日: [1, 2, 3, 4, 5],
  周末: [6, 7],
}

const weekdayNamed = (name: string): number => NAMES.indexOf(name.replace('天', '日')) + 1

/** Days of `周一至周三` or `周五`; undefined where it is none. A range may go over the weekend. */
function daysOfPart(part: string): number[] | undefined {
  if (ALIASES[part]) return ALIASES[part]
  const match = /^(?:周|星期|礼拜)?([一二三四五六日天])(?:(?:至|到|-)(?:周|星期|礼拜)?([一二三四五六日天]))?$/.exec(
    part,
  )
  if (!match) return undefined
  const from = weekdayNamed(match[1] as string)
  const to = match[2] ? weekdayNamed(match[2]) : from
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, ahead) => ((from - 1 + ahead) % 7) + 1)
}

/** Weekdays (Monday 1 … Sunday 7) of `周一至周五、周日`, each once and in order; undefined where one is none. */
export function readWeekdays(text: string): number[] | undefined {
  const days = new Set<number>()
  for (const part of text.replace(/\s/g, '').split(/[、,和及]/)) {
    const found = daysOfPart(part)
    if (!found) return undefined
    for (const day of found) days.add(day)
  }
  return [...days].sort()
}

const nameOf = (day: number): string => `周${NAMES[day - 1]}`

/** The same as text: `每天`, `周一至周五、周日`. */
export function writeWeekdays(days: readonly number[]): string {
  if (days.length === 7) return '每天'
  const runs: [from: number, to: number][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)}${to - from > 1 ? '至' : '、'}${nameOf(to)}`))
    .join('、')
}
