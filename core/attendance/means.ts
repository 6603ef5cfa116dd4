import * as v from 'valibot'
import { fold } from '../base/fold'
import { BookingId } from '../place/ids'
import { PASS_PREFIX } from './pass'

/** Door code: the eight digits under a pass. */
const DOOR_CODE = /^\d{8}$/

/**
 * Means of an arrival: a pass on a phone (`scan`) or on paper (`card`), a typed door code (`code`), a name tapped on the
 * roster (`hand`), or self check-in with the code on a screen (`screen`) or on paper (`wall`).
 */
export const MEANS = ['scan', 'card', 'code', 'hand', 'screen', 'wall'] as const
export type Means = (typeof MEANS)[number]
/** Self check-in, by the code on a screen or on paper. */
export const isSelfCheckIn = (means: Means): boolean => means === 'screen' || means === 'wall'

/** Means of a scanned, typed or tapped text; null where it is none. A card counts as `scan` until it is decoded. */
export function meansOf(pass: string): 'scan' | 'code' | 'hand' | null {
  if (pass.startsWith(PASS_PREFIX)) return 'scan'
  if (DOOR_CODE.test(fold(pass))) return 'code'
  return v.is(BookingId, pass) ? 'hand' : null
}
