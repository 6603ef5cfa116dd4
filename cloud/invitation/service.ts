import { createHash } from 'node:crypto'
import { HOUSEHOLD_MOST, mayJoinHousehold, type Person } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { DAY, dayOf, type Instant, moment } from '@core/time'
import type { Deps } from '../deps'
import { Wrong } from '../http/wrong'
import { listHousehold } from '../person/queries'
import { findInvited, join, writeInvitation } from './queries'

const VALID_DAYS = 3
/** Crockford's base 32, lower case: it is read out on the telephone. Ten of them are fifty bits. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const CODE_LETTERS = 10

const hashCode = (code: string): string => createHash('sha256').update(code.toLowerCase()).digest('base64url')

export async function invite(deps: Deps, guardian: string, person: string): Promise<{ code: string; until: string }> {
  const code = Array.from(deps.random(CODE_LETTERS), (byte) => LETTERS.charAt(byte & 31)).join('')
  const until: Instant = deps.now() + VALID_DAYS * DAY
  if (!(await writeInvitation(deps.db, guardian, person, hashCode(code), until))) throw new Wrong('not-found')
  return { code, until: moment(until) }
}

type Joining = { code: string; relation: 'child' | 'parent'; consent?: boolean | undefined }

/** The second guardian gives their own word for a child: consent is asked of everybody who acts for it. */
export async function joinAsGuardian(deps: Deps, guardian: string, joining: Joining): Promise<Verdict<Person>> {
  const hash = hashCode(joining.code)
  const invited = await findInvited(deps.db, hash, deps.now())
  if (!invited) return no({ refusal: 'bad-invitation' })
  const household = await listHousehold(deps.db, guardian)
  const already = () => no({ refusal: 'in-household-already', names: invited.name })
  if (household.some((one) => one.id === invited.person)) return already()
  // Called a parent, a child would need nobody's consent.
  if (invited.relation === 'child' && joining.relation !== 'child') throw new Wrong('bad-input', 'relation')
  const { relation, consent = false } = joining
  const born = invited.born ?? undefined
  const others = household.filter((one) => one.relation !== 'self')
  const may = mayJoinHousehold({ relation, born, consent }, others.length, dayOf(deps.now()))
  if (!may.ok) return may
  const outcome = await join(deps.db, { guardian, hash, relation, consent, most: HOUSEHOLD_MOST }, deps.now())
  if (outcome === 'bad-invitation') return no({ refusal: outcome })
  if (outcome === 'in-household-already') return already()
  if (outcome === 'household-full') return no({ refusal: outcome, most: HOUSEHOLD_MOST })
  const joined = (await listHousehold(deps.db, guardian)).find((one) => one.id === invited.person)
  if (!joined) throw new Wrong('not-found')
  return yes(joined)
}
