import * as v from 'valibot'
import { ok, type Result, refuse } from '../base/refusal'
import { isVisible, lettersOf, nameLine } from '../base/text'
import { type Day, isMonth, youngestOn } from '../base/time'
import { Standing } from './standing'

/** Relation of a person to the caller: themselves, a dependant, or a ward, whom they serve as a worker of a station. */
export const Relation = v.picklist(['self', 'child', 'parent', 'ward'])
export type Relation = v.InferOutput<typeof Relation>

/** Earliest birth month: nobody alive was born before. */
export const OLDEST_BORN = '1900-01'
/** Birth month, `YYYY-MM`. It is enough for every age rule, so the day is never asked for. */
export const Born = v.pipe(
  v.string(),
  v.maxLength(7),
  v.check((text) => isMonth(text) && text >= OLDEST_BORN, 'YYYY-MM'),
)

/**
 * Longest name in letters (`lettersOf`). A passport has room for 39 (ICAO 9303); twice that, because an accent without a
 * composed letter counts as one of its own.
 */
export const NAME_MOST = 80
/** Name as the person writes it. */
export const PersonName = nameLine(NAME_MOST)

/** What is wrong with a name as typed, for a form to say; undefined where it is valid. */
export function nameFault(name: string): 'needed' | 'invisible' | 'too-long' | undefined {
  if (v.safeParse(PersonName, name).success) return undefined
  if (!name.trim()) return 'needed'
  return isVisible(name) && lettersOf(name.trim()) > NAME_MOST ? 'too-long' : 'invisible'
}

/** What a guardian's consent for a child covers; it is given as a whole. */
export const CONSENT_COVERS = ['name', 'born', 'booking'] as const

export const Person = v.object({
  id: v.string(),
  name: PersonName,
  relation: Relation,
  born: v.optional(Born),
  standing: v.array(Standing),
  /** Guardian's consent for a child and what it covers; deleted with the child. */
  consent: v.optional(v.object({ at: v.string(), covers: v.array(v.picklist(CONSENT_COVERS)) })),
  /** The name awaits WeChat's moderation, or was rejected: its author sees it here, everyone else the previous one. */
  naming: v.optional(v.picklist(['held', 'refused'])),
  /** Whether another guardian books for them too. */
  shared: v.optional(v.boolean()),
})
export type Person = v.InferOutput<typeof Person>

/** PIPL 28 and 31: under 14, personal information is sensitive and a guardian's consent is recorded. */
const CONSENT_BELOW_AGE = 14
/** Civil Code, article 17: from 18 on a person is an adult, and may accompany a child. */
const ADULT_AGE = 18
export const HOUSEHOLD_MOST = 10
/** Wards per worker. Bookings for wards are work and not part of the worker's household. */
export const WARDS_MOST = 500
/** Wards listed at once; the others are found by name. */
export const WARDS_SHOWN = 50

type Related = { relation: Relation; born?: string | undefined }
/** Whether somebody is under an age; a child of unknown age may be, others are not. */
const isUnder = (age: number, { relation, born }: Related, day: Day): boolean =>
  born ? youngestOn(born, day) < age : relation === 'child'

/** Whether a guardian's consent is needed for a person, whatever their relation: under 14, or perhaps. */
export const needsConsent = (person: Related, today: Day): boolean => isUnder(CONSENT_BELOW_AGE, person, today)

/** Whether a person counts as a child in a group, and not as the adult who comes with one. */
export const isMinor = (person: Related, day: Day): boolean =>
  person.relation === 'child' || isUnder(ADULT_AGE, person, day)

/** Whether somebody with this relation to a person can consent for them: not for oneself, nor as a worker for a ward. */
export const mayConsent = (relation: Relation): boolean => relation === 'child' || relation === 'parent'

/** Refuses with `consent-needed` where consent is needed and was not given, or counts for nothing. */
export function checkConsent(person: Related & { consent?: unknown }, today: Day): Result {
  const { relation, consent } = person
  if (!needsConsent(person, today) || (mayConsent(relation) && consent)) return ok(null)
  return refuse({ refusal: 'consent-needed', ...(relation === 'self' ? { own: true } : {}) })
}

/**
 * Whether a person may be in a household, or among the wards of a worker, that has `size` people already. Refusals:
 * household-full, wards-full, consent-needed.
 */
export function mayJoinHousehold(
  person: Related & { consent?: boolean | undefined },
  size: number,
  today: Day,
): Result {
  const isWard = person.relation === 'ward'
  if (isWard && size >= WARDS_MOST) return refuse({ refusal: 'wards-full', most: WARDS_MOST })
  if (!isWard && size >= HOUSEHOLD_MOST) return refuse({ refusal: 'household-full', most: HOUSEHOLD_MOST })
  return checkConsent(person, today)
}

/** Placeholder others see until a name has passed moderation. The same in both scripts; 0003_account.sql repeats it. */
export const NAME_PENDING = '（名字待核）'

/** Masked name, as others see it: 張*, 張*三. Counted in code points, so rare characters stay whole. */
export function maskName(name: string): string {
  if (name === NAME_PENDING) return name
  const letters = Array.from(name)
  if (letters.length < 2) return name
  const last = letters.length > 2 ? letters[letters.length - 1] : ''
  return `${letters[0]}*${last}`
}
