import type { Relation } from '@core/account/person'
import { mayAnywhere } from '@core/account/role'
import { DAY, MINUTE } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Judgement } from '../../wechat/port'
import { judgeText, judgeTextWithin } from '../moderation/words'
import { decideName, leaseHeldNames, listHeldNames } from './queries'

/** Between two looks at one; who does the looking has it for so long. */
const AGAIN = 10 * MINUTE
const AT_ONCE = 20
/** So long WeChat has time; then the district reads it. */
const HELD_FOR = DAY

/**
 * May others read the name that somebody gives one of theirs? Of a ward WeChat's no counts; for all else that a worker
 * writes they answer themselves.
 */
export async function judgeName(deps: Deps, by: Caller, relation: Relation, name: string): Promise<Judgement> {
  const judged = await judgeTextWithin(deps, by.id, name, 'profile')
  const atWork = relation === 'ward' && mayAnywhere(by.roles, 'proxy')
  return judged === 'held' && atWork ? 'pass' : judged
}

/** Whatever WeChat could not be asked about is asked about again, in the name of who wrote it. */
export async function rejudgeHeldNames(deps: Pick<Deps, 'db' | 'now' | 'demo' | 'wechat' | 'sealer'>): Promise<void> {
  const { db, now } = deps
  await Promise.all(
    (await leaseHeldNames(db, now(), now() + AGAIN, AT_ONCE)).map(async ({ person, by, name }) => {
      // Whoever wrote it was erased: only the district can say.
      const judged = by === null ? 'held' : await judgeText(deps, by, name, 'profile')
      if (judged !== 'held') await decideName(db, person, name, judged === 'pass', now())
    }),
  )
}

export const heldNames = (deps: Deps) => listHeldNames(deps.db, deps.now() - HELD_FOR)

/** The district's word for a name as it was read; one that was changed meanwhile is not found. */
export async function answerName(deps: Deps, person: string, name: string, passed: boolean): Promise<void> {
  if (!(await decideName(deps.db, person, name, passed, deps.now() - HELD_FOR))) throw new ApiError('not-found')
}
