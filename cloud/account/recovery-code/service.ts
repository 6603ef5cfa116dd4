import { RECOVERY_CODE_LENGTH, RECOVERY_CODES } from '@core/account/code/recovery-code'
import { FRESH_LOGIN } from '@core/account/passkey'
import { toBase32 } from '@core/base/base32'
import { ok, type Result, refuse } from '@core/base/refusal'
import { MINUTE } from '@core/base/time'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { sha256 } from '../../util/hash'
import { LOGIN_LIFETIME, type OtherLogins, tokenFor } from '../login/service'
import { findMe } from '../person/me'
import { takeRecoveryCode, writeRecoveryCodes } from './queries'

/** A new set of codes, and the hashes that are stored. */
export function newRecoveryCodes({ random }: Pick<Deps, 'random'>): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => toBase32(random(RECOVERY_CODE_LENGTH)))
  return { codes, hashes: codes.map(sha256) }
}

/** Replaces the caller's codes. Only within a moment of logging in: who finds an open login must not print keys to it. */
export async function makeRecoveryCodes(deps: Deps, { tokenHash }: Caller): Promise<Result<{ codes: string[] }>> {
  const { codes, hashes } = newRecoveryCodes(deps)
  const now = deps.now()
  const done = await writeRecoveryCodes(deps.db, tokenHash, hashes, now, now - FRESH_LOGIN)
  return done ? ok({ codes }) : refuse({ refusal: 'login-not-fresh', minutes: FRESH_LOGIN / MINUTE })
}

/** Login with a recovery code, once. */
export function createLoginByRecoveryCode(deps: Deps): OtherLogins['recovery'] {
  return async (code, app) => {
    const { token, tokenHash } = tokenFor(deps)
    const now = deps.now()
    const login = { tokenHash, until: now + LOGIN_LIFETIME, app: app ?? null }
    const person = await takeRecoveryCode(deps.db, sha256(code), login, now)
    if (!person) return refuse({ refusal: 'recovery-wrong' })
    return ok({ token, ...(await findMe(deps, person)) })
  }
}
