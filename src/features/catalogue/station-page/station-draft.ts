import { readDayHours, showDayHours } from '@core/place/hours-text'
import type { Hours, Station } from '@core/place/station'
import { differing, StationChange } from '@core/place/station-change'
import * as v from 'valibot'
import type { ManagerWord } from '@/words/manager/use-manager-words'

/** A station as its form has it: texts as they are typed. */
export type StationDraft = Pick<Station, 'theme' | 'feature' | 'phone' | 'facilities'> & {
  /** One rule a line. */
  rules: string
  /** Monday to Sunday. */
  week: string[]
  holiday: Hours['holiday']
}

export const draftOf = ({ theme, feature, phone, facilities, rules, hours }: Station): StationDraft => ({
  theme,
  feature,
  phone,
  facilities,
  rules: rules.join('\n'),
  week: hours.week.map(showDayHours),
  holiday: hours.holiday,
})

export type DraftFault = { word: ManagerWord; day?: number }

const FAULTS: Record<string, ManagerWord> = {
  theme: 'station-page.bad-theme',
  feature: 'station-page.bad-feature',
  rules: 'station-page.bad-rules',
  phone: 'station-page.bad-phone',
}

/** The fields of a draft that differ from the station, or the first that cannot be saved. */
export function readDraft(draft: StationDraft, station: Station): { change: StationChange } | { fault: DraftFault } {
  const week = draft.week.map(readDayHours)
  const day = week.findIndex((read) => 'fault' in read)
  if (day >= 0) return { fault: { word: 'station-page.bad-hours', day: day + 1 } }
  const whole = {
    theme: draft.theme.trim(),
    feature: draft.feature.trim(),
    phone: draft.phone.trim(),
    facilities: draft.facilities,
    rules: draft.rules
      .split('\n')
      .map((rule) => rule.trim())
      .filter(Boolean),
    hours: { week: week.map((read) => ('hours' in read ? read.hours : '')), holiday: draft.holiday },
  }
  // Only what differs is judged: a station from elsewhere may have a text that a form would not take.
  const change = differing(station, whole)
  const read = v.safeParse(StationChange, change)
  if (read.success) return { change: read.output }
  const field = String(read.issues[0].path?.[0]?.key)
  return { fault: { word: FAULTS[field] ?? 'station-page.bad-feature' } }
}
