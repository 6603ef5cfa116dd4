import { HOUSEHOLD_MOST, mayJoinHousehold, type Person, type Relation, WARDS_MOST } from '@core/person'
import { no, type Refusal, type Verdict, yes } from '@core/refusal'
import { mayAnywhere } from '@core/role'
import { dayOf } from '@core/time'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { judgeName } from '../name/service'
import { countCared, findCared, hasConsent } from './cared'
import { newPersonId } from './ids'
import { insertPerson, removePerson, updatePerson } from './queries'

/** What one may be to who cares for them. */
export type Cared = Exclude<Relation, 'self'>
type Joining = { name: string; relation: Cared; born?: string | undefined; consent?: boolean | undefined }
type Change = { name?: string | undefined; born?: string | null | undefined; consent?: boolean | undefined }

/** A month still to come is a slip of the finger. Throws bad-input. */
function notYetBorn(born: string | undefined, deps: Deps): void {
  if (born && born > dayOf(deps.now()).slice(0, 7)) throw new Wrong('bad-input', 'born')
}

/** A station looks after people through those who work for it. To all others that word is as unknown as any. */
export function checkRelation({ roles }: Pick<Caller, 'roles'>, relation: Cared): void {
  if (relation === 'ward' && !mayAnywhere(roles, 'proxy')) throw new Wrong('bad-input', 'relation')
}

/** How many there may be of that sort, and the no to one more. */
export const fullOf = (relation: Cared): Extract<Refusal, { most: number }> =>
  relation === 'ward'
    ? { refusal: 'wards-full', most: WARDS_MOST }
    : { refusal: 'household-full', most: HOUSEHOLD_MOST }

export async function joinHousehold(deps: Deps, caller: Caller, joining: Joining): Promise<Verdict<Person>> {
  const { relation } = joining
  checkRelation(caller, relation)
  const size = await countCared(deps.db, caller.id, relation)
  notYetBorn(joining.born, deps)
  const verdict = mayJoinHousehold(joining, size, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  const judged = await judgeName(deps, caller, relation, joining.name)
  if (judged === 'risky') return no({ refusal: 'words-risky', name: true })
  // Nobody asks for a consent that a worker could not give.
  const consent = relation !== 'ward' && joining.consent === true
  const person = { id: newPersonId(deps.random), ...joining, held: judged === 'held', consent }
  const full = fullOf(relation)
  if (!(await insertPerson(deps.db, caller.id, person, full.most, deps.now()))) return no(full)
  const joined = await findCared(deps.db, caller.id, person.id)
  if (!joined) throw new Wrong('not-found')
  return yes(joined)
}

export async function changePerson(
  deps: Deps,
  caller: Caller,
  person: Person,
  asked: Change,
): Promise<Verdict<Person>> {
  const guardian = caller.id
  const { id } = person
  // The name as it stands is not asked about again.
  const change = { ...asked, name: asked.name === person.name ? undefined : asked.name }
  const born = change.born === null ? undefined : (change.born ?? person.born)
  notYetBorn(born, deps)
  const changed = { ...person, name: change.name ?? person.name, born }
  const consent = change.consent === true || (await hasConsent(deps.db, guardian, id))
  const verdict = mayJoinHousehold({ ...changed, consent }, 0, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  const judged = change.name ? await judgeName(deps, caller, person.relation, change.name) : 'pass'
  if (judged === 'risky') return no({ refusal: 'words-risky', name: true })
  const written = { ...change, held: judged === 'held', consent }
  const done = await updatePerson(deps.db, guardian, id, written, deps.now())
  const after = done && (await findCared(deps.db, guardian, id))
  // They left the household meanwhile.
  if (!after) throw new Wrong('not-found')
  return yes(after)
}

export async function leaveHousehold(deps: Deps, guardian: string, person: Person): Promise<Verdict<string>> {
  const { id } = person
  const outcome = await removePerson(deps.db, guardian, id, deps.now())
  // By a second request at the same moment.
  if (outcome === 'gone') throw new Wrong('not-found')
  return outcome === 'still-booked' ? no({ refusal: outcome, names: person.name }) : yes(id)
}
