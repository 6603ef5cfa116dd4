import type { Relation } from '@core/account/person'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Judgement } from '../../wechat/port'
import { type HeldQueue, heldBefore } from '../moderation/queue'
import { judgeTextWithin } from '../moderation/words'
import { decideName, type ForDistrict, type HeldName, leaseHeldNames, listHeldNames } from './queries'

/**
 * Moderation of a name given to a person. For a ward `held` passes, since workers answer for what they write; WeChat's
 * `risky` still refuses.
 */
export async function judgeName(deps: Deps, by: Caller, relation: Relation, name: string): Promise<Judgement> {
  const judged = await judgeTextWithin(deps, by.id, name, 'profile')
  return judged === 'held' && relation === 'ward' ? 'pass' : judged
}

/** Queue of held names, judged again under their author's openid. */
export const HELD_NAMES: HeldQueue<HeldName> = {
  as: 'profile',
  lease: leaseHeldNames,
  decide: (db, { person, text }, judged, now) =>
    decideName(db, person, text, judged === 'pass', { before: now, appid: undefined }),
}

const forDistrict = ({ now, wechat }: Deps): ForDistrict => ({ before: heldBefore(now()), appid: wechat?.appid })

/** Names that the district decides about. */
export const heldNames = (deps: Deps) => listHeldNames(deps.db, forDistrict(deps))

/** The district's decision on a held name; `not-found` if the name has been changed meanwhile. */
export async function answerName(deps: Deps, person: string, name: string, passed: boolean): Promise<void> {
  if (!(await decideName(deps.db, person, name, passed, forDistrict(deps)))) throw new ApiError('not-found')
}
