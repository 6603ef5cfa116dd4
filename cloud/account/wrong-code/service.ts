import { GUESSING_WINDOW, LOGIN_CODE_LENGTH, MAX_MISSES } from '@core/account/code/login-code'
import { MAX_WRONG_CODES, WRONG_CODES_WINDOW } from '@core/contract/limits'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { countWrongCode, deleteWrongCodes, findWrongCodes, maxWrongPerMinute } from './queries'

type Counting = Pick<Deps, 'db' | 'now'>

/**
 * Runs an attempt with an invitation code, and counts it where the code is wrong: in the database, since a limit in the
 * memory of each process would grow with their number. Throws ApiError `too-many-requests` after MAX_WRONG_CODES in an hour.
 */
export async function tryCode<T>(
  { db, now }: Counting,
  person: string,
  attempt: () => Promise<T>,
  isWrong: (outcome: T) => boolean,
): Promise<T> {
  const { tries, first } = await findWrongCodes(db, person, now() - WRONG_CODES_WINDOW)
  if (tries >= MAX_WRONG_CODES) {
    const wait = (first ?? now()) + WRONG_CODES_WINDOW - now()
    throw new ApiError('too-many-requests', undefined, Math.ceil(wait / 1_000))
  }
  const outcome = await attempt()
  if (isWrong(outcome)) await countWrongCode(db, person, now())
  return outcome
}

/** Length of a new guardian code: longer while somebody is guessing, as for login codes. */
export async function guardianCodeLength({ db, now }: Counting): Promise<number> {
  const guessing = (await maxWrongPerMinute(db, now() - GUESSING_WINDOW)) > MAX_MISSES
  return guessing ? LOGIN_CODE_LENGTH.long : LOGIN_CODE_LENGTH.usual
}

/** Deletes counts that limit nobody any more. */
export const deleteWrongCodesJob = ({ db, now }: Counting): Promise<void> =>
  deleteWrongCodes(db, now() - Math.max(WRONG_CODES_WINDOW, GUESSING_WINDOW))
