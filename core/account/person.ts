import * as v from 'valibot'
import { ok, type Result, refuse } from '../base/refusal'
import { oneLine } from '../base/text'
import { ageOn, type Day, isMonth } from '../base/time'
import { Standing } from './standing'

/** Whom a person books for: themselves, those they care for, and those a station looks after through them (`ward`). */
export const Relation = v.picklist(['self', 'child', 'parent', 'ward'])
export type Relation = v.InferOutput<typeof Relation>

/** Year and month are enough for every rule about age, so no one is asked for the day. */
export const Born = v.pipe(v.string(), v.check(isMonth, 'YYYY-MM'))

/** As the person writes it. */
export const PersonName = oneLine(20)

/** All that a guardian's word for a child covers; it is given whole. */
export const CONSENT_COVERS = ['name', 'born', 'booking'] as const

export const Person = v.object({
  id: v.string(),
  name: PersonName,
  relation: Relation,
  born: v.optional(Born),
  standing: v.array(Standing),
  /** A guardian's word for a child, with what it covers; it goes with the child. */
  consent: v.optional(v.object({ at: v.string(), covers: v.array(v.picklist(CONSENT_COVERS)) })),
  /** The name waits for WeChat, or was refused: who wrote it reads it here, all others the one before. */
  naming: v.optional(v.picklist(['held', 'refused'])),
  /** Whether somebody else books for them too. */
  shared: v.optional(v.boolean()),
})
export type Person = v.InferOutput<typeof Person>

/** PIPL 28 and 31: under 14, personal information is sensitive and a guardian's consent is recorded. */
export const CONSENT_BELOW_AGE = 14
export const HOUSEHOLD_MOST = 10
/** So many one worker can know; what they book is their work, and no part of their household. */
export const WARDS_MOST = 500
/** So many are listed at once; the others are found by name. */
export const WARDS_SHOWN = 50

/**
 * May this person join `size` others of their sort, the household or the wards? Refusals: household-full, wards-full,
 * consent-needed. A worker's word is no guardian's: no ward is under 14.
 */
export function mayJoinHousehold(
  person: { relation: Relation; born?: string | undefined; consent?: boolean | undefined },
  size: number,
  today: Day,
): Result {
  if (person.relation === 'ward') {
    if (size >= WARDS_MOST) return refuse({ refusal: 'wards-full', most: WARDS_MOST })
    const isChild = person.born !== undefined && ageOn(person.born, today) < CONSENT_BELOW_AGE
    return isChild ? refuse({ refusal: 'consent-needed' }) : ok(null)
  }
  if (size >= HOUSEHOLD_MOST) return refuse({ refusal: 'household-full', most: HOUSEHOLD_MOST })
  // A child whose age is not told may be under 14, so it is treated as such.
  const minor = person.relation === 'child' && (!person.born || ageOn(person.born, today) < CONSENT_BELOW_AGE)
  if (minor && !person.consent) return refuse({ refusal: 'consent-needed' })
  return ok(null)
}

/** What others read where no name was passed yet. It is the same in both scripts; the table person has it too. */
export const NAME_PENDING = '（名字待核）'

/** How a name is shown to others: 張*, 張*三. Counted in characters, so a rare one stays whole. */
export function maskName(name: string): string {
  if (name === NAME_PENDING) return name
  const letters = Array.from(name)
  if (letters.length < 2) return name
  const last = letters.length > 2 ? letters[letters.length - 1] : ''
  return `${letters[0]}*${last}`
}
