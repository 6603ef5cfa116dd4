import type { Relation } from '@core/person'
import { mayAnywhere } from '@core/role'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { type HeldQueue, heldBefore } from '../moderation/queue'
import type { Judged } from '../wechat/port'
import { judgeSoon } from '../wechat/words'
import { type HeldName, listHeldNames, settleName, takeHeldNames } from './queries'

/**
 * May others read the name that somebody gives one of theirs? Of a ward WeChat's no counts; for all else that a worker
 * writes they answer themselves.
 */
export async function judgeName(deps: Deps, by: Caller, relation: Relation, name: string): Promise<Judged> {
  const judged = await judgeSoon(deps, by.id, name, 'profile')
  const atWork = relation === 'ward' && mayAnywhere(by.roles, 'proxy')
  return judged === 'held' && atWork ? 'pass' : judged
}

/** Names, judged again in the name of who wrote them. */
export const HELD_NAMES: HeldQueue<HeldName> = {
  as: 'profile',
  take: takeHeldNames,
  settle: (db, { person, text }, judged, now) => settleName(db, person, text, judged === 'pass', now),
}

/** To others there is no such address. */
function onlyDistrict({ roles }: Caller): void {
  if (!mayAnywhere(roles, 'oversee')) throw new Wrong('not-found')
}

export async function heldNames(deps: Deps, caller: Caller) {
  onlyDistrict(caller)
  return listHeldNames(deps.db, heldBefore(deps.now()))
}

/** The district's word for a name as it was read; one that was changed meanwhile is not found. */
export async function answerName(
  deps: Deps,
  caller: Caller,
  person: string,
  name: string,
  passed: boolean,
): Promise<void> {
  onlyDistrict(caller)
  if (!(await settleName(deps.db, person, name, passed, heldBefore(deps.now())))) throw new Wrong('not-found')
}
