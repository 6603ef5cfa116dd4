import { ok, type Result, refuse } from '@core/base/refusal'
import { phaseOf } from '@core/catalogue/session'
import type { Deps } from '../../base/deps'
import type { SessionWithRules } from '../../catalogue/session/queries'
import { forEachDue } from '../../db/retry'
import { callOff, listDueWaitlists, promoteWaitlist, type Resize, setCapacity } from './queries'

export async function resize(deps: Deps, change: Resize): Promise<Result> {
  const { outcome, over } = await setCapacity(deps.db, change, deps.now())
  if (outcome === 'done') return ok(null)
  return outcome === 'seats-taken' ? refuse({ refusal: outcome, over }) : refuse({ refusal: outcome })
}

export async function callOffSession(deps: Deps, found: SessionWithRules, by: string, reason: string) {
  if (phaseOf(found.session, deps.now()) !== 'ahead') return refuse({ refusal: 'started' })
  const told = await callOff(deps.db, found.session.id, by, deps.now(), reason)
  return told === null ? refuse({ refusal: 'called-off' }) : ok(told)
}

/** Processes due waitlists: expired offers, free seats, and sessions that have begun. */
export async function promoteDueWaitlists({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await forEachDue(await listDueWaitlists(db, now()), (due) => promoteWaitlist(db, due, now()))
}
