import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Me } from '@core/contract/rows/account'
import { DESK_LASTS, DESK_LETTERS } from '@core/desk'
import { lettersOf } from '@core/letters'
import { no, type Verdict, yes } from '@core/refusal'
import { HOUR, moment } from '@core/time'
import { coalesce } from '../db/coalesce'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { forgetOneTimeCodes } from '../invitation/one-time-code'
import { findMe, LOGIN_LASTS, tokenFor } from '../login/service'
import { findCode, findStates, forgetMisses, mostMisses, takeCode, writeCode } from './queries'

/** Ten a second is more than a city mistypes. Whoever tries as many is guessing, and for an hour codes are longer. */
const MISSES_MOST = 600
const WARY = HOUR
/** So long it can still be said of a code that it is used or over. */
const REMEMBERED = HOUR
/** Codes that are tried at the same moment are looked up together, so that a flood of wrong ones holds nobody up. */
const TOGETHER = 64

export async function makeCode(deps: Deps, { tokenHash }: Caller): Promise<Verdict<Answer<Endpoints['makeDeskCode']>>> {
  const now = deps.now()
  const guessing = (await mostMisses(deps.db, now - WARY)) > MISSES_MOST
  const code = lettersOf(deps.random(guessing ? DESK_LETTERS.long : DESK_LETTERS.usual))
  const made = await writeCode(deps.db, tokenHash, sha256(code), now, now + DESK_LASTS)
  if (made === 'desk') return no({ refusal: 'desk-from-desk' })
  if (!made) throw new Wrong('login-needed')
  return yes({ id: made.id, code, until: moment(now + DESK_LASTS) })
}

export async function lookAtCode(deps: Deps, { id: person }: Caller, id: string) {
  const found = await findCode(deps.db, person, id, deps.now())
  if (!found) throw new Wrong('not-found')
  return found
}

export type EnterByDesk = (code: string) => Promise<Verdict<Me & { token: string }>>

/** A login at a computer, for whoever shows this code on their phone. */
export function createEnterByDesk(deps: Deps): EnterByDesk {
  const find = coalesce((hashes: string[]) => findStates(deps.db, hashes, deps.now()), TOGETHER)
  return async (code) => {
    const hash = sha256(code)
    const state = await find(hash)
    if (!state) return no({ refusal: 'desk-wrong' })
    if (state !== 'shown') return no({ refusal: state === 'used' ? 'desk-used' : 'desk-over' })
    const { token, tokenHash } = tokenFor(deps)
    const now = deps.now()
    const person = await takeCode(deps.db, hash, tokenHash, now, now + LOGIN_LASTS)
    // Somebody else was quicker, or the login that shows it has just ended.
    if (!person) return no({ refusal: 'desk-used' })
    return yes({ token, ...(await findMe(deps, person)) })
  }
}

export async function forgetDesk({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = now() - REMEMBERED
  await forgetOneTimeCodes(db, 'desk_code', before)
  await forgetMisses(db, before)
}
