import { no, type Verdict, yes } from '@core/refusal'
import { phaseOf } from '@core/session'
import { isTransient } from '../db/port'
import type { Deps } from '../deps'
import type { SessionWithRules } from '../session/queries'
import { callOff, listDue, promoteLine, type Resize, setCapacity } from './queries'

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

/** Offers that are over, seats that got free elsewhere, lines whose session has begun. Each is a transaction of its own. */
export async function tendLines(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  for (const due of await listDue(deps.db, deps.now())) {
    try {
      await promoteLine(deps.db, due, deps.now())
    } catch (fault) {
      // Two who look after the same line may wait for one another; the next look is soon.
      if (!isTransient(fault)) throw fault
    }
  }
}
