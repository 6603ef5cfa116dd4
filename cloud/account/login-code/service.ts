import {
  GUESSING_WINDOW,
  LOGIN_CODE_LENGTH,
  LOGIN_CODE_LIFETIME,
  MAX_MISSES,
  REMEMBERED_FOR,
} from '@core/account/code/login-code'
import { toBase32 } from '@core/base/base32'
import { ok, type Result, refuse } from '@core/base/refusal'
import { moment } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { batch } from '../../db/batch'
import { sha256 } from '../../util/hash'
import { LOGIN_LIFETIME, type OtherLogins, tokenFor } from '../login/service'
import { deleteOldCodes } from '../one-time-code'
import { findMe } from '../person/me'
import { findLoginCodeStates, forgetMisses, maxMissesPerMinute, takeLoginCode, writeLoginCode } from './queries'

/** Codes per lookup: concurrent attempts are batched, so that a flood of wrong codes delays nobody. */
const BATCH_SIZE = 64

export async function makeLoginCode(
  deps: Deps,
  { tokenHash }: Caller,
): Promise<Result<Answer<Endpoints['makeDeskCode']>>> {
  const now = deps.now()
  const guessing = (await maxMissesPerMinute(deps.db, now - GUESSING_WINDOW)) > MAX_MISSES
  const code = toBase32(deps.random(guessing ? LOGIN_CODE_LENGTH.long : LOGIN_CODE_LENGTH.usual))
  const made = await writeLoginCode(deps.db, tokenHash, sha256(code), now, now + LOGIN_CODE_LIFETIME)
  if (made === 'desk') return refuse({ refusal: 'desk-from-desk' })
  if (!made) throw new ApiError('login-needed')
  return ok({ id: made.id, code, until: moment(now + LOGIN_CODE_LIFETIME) })
}

/** Login at a computer with the code shown on a logged-in phone. */
export function createLoginByCode(deps: Deps): OtherLogins['desk'] {
  const find = batch((hashes: string[]) => findLoginCodeStates(deps.db, hashes, deps.now()), BATCH_SIZE)
  return async (code) => {
    const hash = sha256(code)
    const state = await find(hash)
    if (!state) return refuse({ refusal: 'desk-wrong' })
    if (state !== 'shown') return refuse({ refusal: state === 'used' ? 'desk-used' : 'desk-over' })
    const { token, tokenHash } = tokenFor(deps)
    const now = deps.now()
    const person = await takeLoginCode(deps.db, hash, tokenHash, now, now + LOGIN_LIFETIME)
    // Used by a concurrent request, or the login that shows it has just ended.
    if (!person) return refuse({ refusal: 'desk-used' })
    return ok({ token, ...(await findMe(deps, person)) })
  }
}

export async function deleteOldLoginCodesJob({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = now() - REMEMBERED_FOR
  await deleteOldCodes(db, 'login_code', before)
  await forgetMisses(db, before)
}
