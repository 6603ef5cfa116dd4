import type { Relation } from '@core/account/person'
import { mayAnywhere } from '@core/account/role'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Judgement } from '../../wechat/port'
import { type HeldQueue, heldBefore } from '../moderation/queue'
import { judgeTextWithin } from '../moderation/words'
import { decideName, type HeldName, leaseHeldNames, listHeldNames } from './queries'

/**
 * May others read the name that somebody gives one of theirs? Of a ward WeChat's no counts; for all else that a worker
 * writes they answer themselves.
 */
export async function judgeName(deps: Deps, by: Caller, relation: Relation, name: string): Promise<Judgement> {
  const judged = await judgeTextWithin(deps, by.id, name, 'profile')
  const atWork = relation === 'ward' && mayAnywhere(by.roles, 'proxy')
  return judged === 'held' && atWork ? 'pass' : judged
}

/** Names, judged again in the name of who wrote them. */
export const HELD_NAMES: HeldQueue<HeldName> = {
  as: 'profile',
  take: leaseHeldNames,
  settle: (db, { person, text }, judged, now) => decideName(db, person, text, judged === 'pass', now),
}

export const heldNames = (deps: Deps) => listHeldNames(deps.db, heldBefore(deps.now()))

/** The district's word for a name as it was read; one that was changed meanwhile is not found. */
export async function answerName(deps: Deps, person: string, name: string, passed: boolean): Promise<void> {
  if (!(await decideName(deps.db, person, name, passed, heldBefore(deps.now())))) throw new ApiError('not-found')
}
