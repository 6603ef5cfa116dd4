import { lettersOf } from '@core/letters'
import { mayJoinHousehold, type Person } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { dayOf, type Instant, moment } from '@core/time'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { countCared, findCared } from '../person/cared'
import { type Cared, checkRelation, fullOf } from '../person/service'
import { INVITATION_LASTS } from './one-time-code'
import { findInvited, join, writeInvitation } from './queries'

/** It is read out on the telephone. Ten letters are fifty bits. */
const CODE_LETTERS = 10

export async function invite(deps: Deps, guardian: string, person: string): Promise<{ code: string; until: string }> {
  const code = lettersOf(deps.random(CODE_LETTERS))
  const until: Instant = deps.now() + INVITATION_LASTS
  if (!(await writeInvitation(deps.db, guardian, person, sha256(code), until))) throw new Wrong('not-found')
  return { code, until: moment(until) }
}

type Joining = { code: string; relation: Cared; consent?: boolean | undefined }

/**
 * The second guardian gives their own word for a child: consent is asked of everybody who acts for it. The child of who a
 * station looks after comes this way too, and a worker's colleague.
 */
export async function joinAsGuardian(deps: Deps, caller: Caller, joining: Joining): Promise<Verdict<Person>> {
  const guardian = caller.id
  checkRelation(caller, joining.relation)
  const hash = sha256(joining.code)
  const invited = await findInvited(deps.db, hash, deps.now())
  if (!invited) return no({ refusal: 'bad-invitation' })
  const already = () => no({ refusal: 'in-household-already', names: invited.name })
  if (await findCared(deps.db, guardian, invited.person)) return already()
  // Called a parent, a child would need nobody's consent.
  if (invited.relation === 'child' && joining.relation !== 'child') throw new Wrong('bad-input', 'relation')
  const { relation } = joining
  const consent = relation !== 'ward' && joining.consent === true
  const born = invited.born ?? undefined
  const size = await countCared(deps.db, guardian, relation)
  const may = mayJoinHousehold({ relation, born, consent }, size, dayOf(deps.now()))
  if (!may.ok) return may
  const full = fullOf(relation)
  const outcome = await join(deps.db, { guardian, hash, relation, consent, most: full.most }, deps.now())
  if (outcome === 'bad-invitation') return no({ refusal: outcome })
  if (outcome === 'in-household-already') return already()
  if (outcome === 'household-full' || outcome === 'wards-full') return no(full)
  const joined = await findCared(deps.db, guardian, invited.person)
  if (!joined) throw new Wrong('not-found')
  return yes(joined)
}
