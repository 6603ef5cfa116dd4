import { createHash } from 'node:crypto'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Me } from '@core/contract/rows/account'
import { DESK_LASTS, DESK_LETTERS, DESK_MISSES_MOST, DESK_REMEMBERED, DESK_WARY } from '@core/desk'
import { lettersOf } from '@core/letters'
import { no, type Verdict, yes } from '@core/refusal'
import { moment } from '@core/time'
import { coalesce } from '../db/coalesce'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { findMe, LOGIN_LASTS, tokenFor } from '../login/service'
import { findCode, findStates, forgetCodes, mostMisses, takeCode, writeCode } from './queries'

/** Codes that are tried at the same moment are looked up together, so that a flood of wrong ones holds nobody up. */
const TOGETHER = 64

const hashCode = (code: string): string => createHash('sha256').update(code).digest('base64url')

export async function makeCode(deps: Deps, { tokenHash }: Caller): Promise<Verdict<Answer<Endpoints['makeDeskCode']>>> {
  const now = deps.now()
  const guessing = (await mostMisses(deps.db, now - DESK_WARY)) > DESK_MISSES_MOST
  const code = lettersOf(deps.random(guessing ? DESK_LETTERS.long : DESK_LETTERS.usual))
  const made = await writeCode(deps.db, tokenHash, hashCode(code), now, now + DESK_LASTS)
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
    const hash = hashCode(code)
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

export const forgetDesk = (deps: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  forgetCodes(deps.db, deps.now() - DESK_REMEMBERED)
