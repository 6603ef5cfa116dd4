import type { Refusal } from '@core/base/refusal'
import type { Day } from '@core/base/time'
import { deadlineBeforeOpening, type Offering, type SessionTemplate } from '@core/catalogue/offering'
import type { ManagerWord } from '@/words/manager/use-manager-words'
import { formatRecurrence, parseRecurrence } from './recurrence'

const WORKDAYS = [1, 2, 3, 4, 5]
export const newTemplate = (): SessionTemplate => ({
  rrule: formatRecurrence({ every: 'week', weeks: 1, days: WORKDAYS }),
  at: '09:00',
  minutes: 60,
  capacity: 10,
})

/** Length of a new offering's slug, which is random; a collision would overwrite another offering. */
export const SLUG_LENGTH = 10
export const newOffering = (station: string, slug: string): Offering => ({
  id: `${station}-${slug}`,
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

/** What is wrong with a draft: a field still to be filled in, or the refusal that the cloud would answer. */
export type DraftFault = { word: ManagerWord } | { why: Refusal }

/** First fault of a draft, before anything is sent. */
export function findDraftFault(draft: Offering): DraftFault | undefined {
  const { title, audience, templates } = draft
  const { fromAge, toAge } = audience
  if (!title.trim()) return { word: 'offering.title-needed' }
  if (fromAge !== undefined && toAge !== undefined && fromAge > toAge) return { word: 'offering.ages-crossed' }
  if (templates.some(hasNoDays)) return { word: 'offering.days-needed' }
  const where = deadlineBeforeOpening(draft)
  return where && { why: { refusal: 'bad-template', where } }
}
