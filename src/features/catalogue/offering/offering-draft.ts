import type { Day } from '@core/base/time'
import type { Offering, SessionTemplate } from '@core/catalogue/offering'
import { randomId } from '@/platform/storage/device-ids'
import type { ManagerWord } from '@/words/manager/use-manager-words'
import { formatRecurrence, parseRecurrence } from './recurrence'

const WORKDAYS = [1, 2, 3, 4, 5]
export const newTemplate = (): SessionTemplate => ({
  rrule: formatRecurrence({ every: 'week', weeks: 1, days: WORKDAYS }),
  at: '09:00',
  minutes: 60,
  capacity: 10,
})

/** Length of a random id; a collision would overwrite another offering. */
const ID_LENGTH = 10
export const newOffering = (station: string): Offering => ({
  id: `${station}-${randomId(ID_LENGTH)}`,
  station,
  kind: 'activity',
  title: '',
  summary: '',
  audience: {},
  people: 2,
  openDays: 14,
  cancelMinutes: 120,
  templates: [newTemplate()],
})

/** The next days of templates at the station; undefined while its hours are not known. */
export type NextDays = (templates: readonly SessionTemplate[]) => Day[] | undefined

/** A weekly rule without a day, as when the last one was untapped. */
export const hasNoDays = ({ rrule }: SessionTemplate): boolean =>
  rrule.endsWith('BYDAY=') && parseRecurrence(rrule) === null

/** First field still to be filled in before the offering can be sent. */
export function missingField({ title, audience: { fromAge, toAge }, templates }: Offering): ManagerWord | undefined {
  if (!title.trim()) return 'offering.title-needed'
  if (fromAge !== undefined && toAge !== undefined && fromAge > toAge) return 'offering.ages-crossed'
  return templates.some(hasNoDays) ? 'offering.days-needed' : undefined
}

const TEMPLATE_ERROR_WORDS: Record<string, ManagerWord> = {
  rrule: 'offering.bad-rrule',
  start: 'offering.bad-start',
  at: 'offering.bad-at',
  minutes: 'offering.bad-minutes',
  slots: 'offering.bad-slots',
}
/** Parses an error path of the cloud such as `templates.0.at` into a row counted from 1 and its message. */
export function parseTemplateError(where: string): { row: number; word: ManagerWord } | undefined {
  const [, row, field = ''] = /^templates\.(\d+)\.(\w+)$/.exec(where) ?? []
  const word = TEMPLATE_ERROR_WORDS[field]
  return row && word ? { row: Number(row) + 1, word } : undefined
}
