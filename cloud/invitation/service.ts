import { createHash } from 'node:crypto'
import { INVITATION_DAYS } from '@core/invitation'
import { lettersOf } from '@core/letters'
import { mayJoinHousehold, type Person } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { DAY, dayOf, type Instant, moment } from '@core/time'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { countCared, findCared } from '../person/cared'
import { type Cared, checkRelation, fullOf } from '../person/service'
import { claimPicture, findInvited, join, writeInvitation } from './queries'

/** It is read out on the telephone. Ten letters are fifty bits. */
const CODE_LETTERS = 10

const hashCode = (code: string): string => createHash('sha256').update(code).digest('base64url')

export async function invite(deps: Deps, guardian: string, person: string): Promise<{ code: string; until: string }> {
  const code = lettersOf(deps.random(CODE_LETTERS))
  const until: Instant = deps.now() + INVITATION_DAYS * DAY
  if (!(await writeInvitation(deps.db, guardian, person, hashCode(code), until))) throw new Wrong('not-found')
  return { code, until: moment(until) }
}

/** So long the picture of its code is not asked for again: one tap is one call, and a hundred taps are no more. */
const PICTURE_APART_MS = 10_000

/** May WeChat be asked for the picture of this code now, by who gave it? Throws Wrong where it was a moment ago. */
export async function claimAsk({ db, now }: Deps, guardian: string, code: string): Promise<Verdict> {
  const at = now()
  const row = await claimPicture(db, { by: guardian, hash: hashCode(code), now: at, since: at - PICTURE_APART_MS })
  if (!row) return no({ refusal: 'bad-invitation' })
  if (!row.claimed) throw new Wrong('unavailable', undefined, PICTURE_APART_MS / 1_000)
  return yes(null)
}

type Joining = { code: string; relation: Cared; consent?: boolean | undefined }

/**
 * The second guardian gives their own word for a child: consent is asked of everybody who acts for it. The child of who a
 * station looks after comes this way too, and a worker's colleague.
 */
export async function joinAsGuardian(deps: Deps, caller: Caller, joining: Joining): Promise<Verdict<Person>> {
  const guardian = caller.id
  checkRelation(caller, joining.relation)
  const hash = hashCode(joining.code)
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
