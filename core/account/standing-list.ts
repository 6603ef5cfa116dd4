import * as v from 'valibot'
import { Uuid } from '../base/text'
import { Day, Moment } from '../base/time'

// A file of its own: the main package of the mini-program has no room for what only the district's page needs.

/** Those that the district gives; `member` goes with the role of a registered Party member. */
export const GIVEN_STANDINGS = ['veteran', 'worker', 'enterprise'] as const
export const GivenStanding = v.picklist(GIVEN_STANDINGS)
export type GivenStanding = v.InferOutput<typeof GivenStanding>

/** Telephone numbers in one call: eleven digits each, below the 64 KB of a request; a longer list is several calls. */
export const LIST_MOST = 2_000
/** Days for which a row of a list waits for somebody to give that number. */
export const AWAITED_DAYS = 365

/** A mobile number of the mainland, as WeChat tells it. */
const MobileNumber = v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/))
export const StandingList = v.strictObject({
  kind: GivenStanding,
  /** The last day; absent: no end. */
  until: v.optional(Day),
  phones: v.pipe(v.array(MobileNumber), v.minLength(1), v.maxLength(LIST_MOST)),
})

export const HeldStanding = v.object({
  id: Uuid,
  name: v.string(),
  kind: GivenStanding,
  since: Moment,
  until: v.optional(Day),
  by: v.string(),
})
export type HeldStanding = v.InferOutput<typeof HeldStanding>

/** An invitation to a standing that nobody has accepted. `holdsTo`: the last day of the standing; absent: no end. */
export const OpenStandingInvitation = v.object({
  id: Uuid,
  by: v.string(),
  until: Moment,
  holdsTo: v.optional(Day),
})
export type OpenStandingInvitation = v.InferOutput<typeof OpenStandingInvitation>

/**
 * Mobile numbers of a pasted list, each once, and the lines without one. Of a line, the first number counts: beside it there
 * may be a name, and spaces or dashes within it.
 */
export function readPhones(text: string): { phones: string[]; without: string[] } {
  const phones = new Set<string>()
  const without: string[] = []
  for (const line of text.normalize('NFKC').split('\n')) {
    const plain = line.replace(/(\d)[\s-]+(?=\d)/g, '$1')
    const number = /(?:^|\D)(?:86)?(1[3-9]\d{9})(?!\d)/.exec(plain)?.[1]
    if (number) phones.add(number)
    else if (line.trim()) without.push(line.trim())
  }
  return { phones: [...phones], without }
}
