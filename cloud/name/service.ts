import { ASK_AGAIN, HELD_FOR } from '@core/moderation'
import type { Relation } from '@core/person'
import { mayAnywhere } from '@core/role'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import type { Judged } from '../wechat/port'
import { judgeSoon, judgeWords } from '../wechat/words'
import { listHeldNames, settleName, takeHeldNames } from './queries'

/** A technical bound: so many are asked about in one round. */
const AT_ONCE = 20

/**
 * May others read the name that somebody gives one of theirs? Of a ward WeChat's no counts; for all else that a worker
 * writes they answer themselves.
 */
export async function judgeName(deps: Deps, by: Caller, relation: Relation, name: string): Promise<Judged> {
  const judged = await judgeSoon(deps, by.id, name, 'profile')
  const atWork = relation === 'ward' && mayAnywhere(by.roles, 'proxy')
  return judged === 'held' && atWork ? 'pass' : judged
}

/** Whatever WeChat could not be asked about is asked about again, in the name of who wrote it. */
export async function lookAtNames(deps: Pick<Deps, 'db' | 'now' | 'demo' | 'wechat' | 'sealer'>): Promise<void> {
  const { db, now } = deps
  await Promise.all(
    (await takeHeldNames(db, now(), now() + ASK_AGAIN, AT_ONCE)).map(async ({ person, by, name }) => {
      // Whoever wrote it was erased: only the district can say.
      const judged = by === null ? 'held' : await judgeWords(deps, by, name, 'profile')
      if (judged !== 'held') await settleName(db, person, name, judged === 'pass', now())
    }),
  )
}

/** To others there is no such address. */
function onlyDistrict({ roles }: Caller): void {
  if (!mayAnywhere(roles, 'oversee')) throw new Wrong('not-found')
}

export async function heldNames(deps: Deps, caller: Caller) {
  onlyDistrict(caller)
  return listHeldNames(deps.db, deps.now() - HELD_FOR)
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
  if (!(await settleName(deps.db, person, name, passed, deps.now() - HELD_FOR))) throw new Wrong('not-found')
}
