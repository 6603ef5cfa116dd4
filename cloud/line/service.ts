import { no, type Verdict, yes } from '@core/refusal'
import { type Act, may } from '@core/role'
import { phaseOf } from '@core/session'
import { forEachDue } from '../db/retry'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { findSession, type SessionWithRules } from '../session/queries'
import { callOff, listDue, promoteLine, type Resize, setCapacity } from './queries'

/** A session with which the caller may do that. Another's is as unknown as none. */
export async function findManaged(deps: Deps, caller: Caller, act: Act, id: string): Promise<SessionWithRules> {
  const found = await findSession(deps.db, id)
  if (!found || !may(caller.roles, act, { id: found.session.station, street: found.street }))
    throw new Wrong('not-found')
  return found
}

export async function resize(deps: Deps, change: Resize): Promise<Verdict> {
  const { outcome, over } = await setCapacity(deps.db, change, deps.now())
  if (outcome === 'done') return yes(null)
  return outcome === 'seats-taken' ? no({ refusal: outcome, over }) : no({ refusal: outcome })
}

export async function endSession(deps: Deps, found: SessionWithRules, by: string, reason: string) {
  if (phaseOf(found.session, deps.now()) !== 'ahead') return no({ refusal: 'started' })
  const told = await callOff(deps.db, found.session.id, by, deps.now(), reason)
  return told === null ? no({ refusal: 'called-off' }) : yes(told)
}

/** Offers that are over, seats that got free elsewhere, lines whose session has begun. */
export async function tendLines({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await forEachDue(await listDue(db, now()), (due) => promoteLine(db, due, now()))
}
