import {
  HOUSEHOLD_MOST,
  mayConsent,
  mayJoinHousehold,
  type Person,
  type Relation,
  WARDS_MOST,
} from '@core/account/person'
import { ok, type Refusal, type Result, refuse } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { forgetErased } from '../../db/forget'
import { judgeName } from '../name/service'
import { stationFor } from '../ward/service'
import { countDependants, findDependant, hasConsent } from './cared'
import { newPersonId } from './ids'
import { insertPerson, removePerson, updatePerson } from './queries'

/** Relation of a new dependant to their guardian. */
export type NewDependant = Exclude<Relation, 'self'>
type Joining = {
  name: string
  relation: NewDependant
  born?: string | undefined
  consent?: boolean | undefined
  /** Of a ward: the station that looks after them. */
  station?: string | undefined
}
type Change = { name?: string | undefined; born?: string | null | undefined; consent?: boolean | undefined }

/** Throws ApiError `bad-input` for a month of birth in the future, which is a typing error. */
function checkBorn(born: string | undefined, deps: Deps): void {
  if (born && born > dayOf(deps.now()).slice(0, 7)) throw new ApiError('bad-input', 'born')
}

/** The limit for this relation, as the refusal that states it. */
export const householdLimit = (relation: NewDependant): Extract<Refusal, { most: number }> =>
  relation === 'ward'
    ? { refusal: 'wards-full', most: WARDS_MOST }
    : { refusal: 'household-full', most: HOUSEHOLD_MOST }

export async function joinHousehold(deps: Deps, caller: Caller, joining: Joining): Promise<Result<Person>> {
  const { relation } = joining
  const station = await stationFor(deps, caller, relation, joining.station)
  const size = await countDependants(deps.db, caller.id, relation)
  checkBorn(joining.born, deps)
  const verdict = mayJoinHousehold(joining, size, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  const judged = await judgeName(deps, caller, relation, joining.name)
  if (judged === 'risky') return refuse({ refusal: 'words-risky', name: true })
  const consent = mayConsent(relation) && joining.consent === true
  const person = { id: newPersonId(deps.random), ...joining, station, held: judged === 'held', consent }
  const full = householdLimit(relation)
  if (!(await insertPerson(deps.db, caller.id, person, full.most, deps.now()))) return refuse(full)
  const joined = await findDependant(deps.db, caller.id, person.id)
  if (!joined) throw new ApiError('not-found')
  return ok(joined)
}

export async function changePerson(deps: Deps, caller: Caller, person: Person, asked: Change): Promise<Result<Person>> {
  const guardian = caller.id
  const { id } = person
  // An unchanged name is not moderated again.
  const change = { ...asked, name: asked.name === person.name ? undefined : asked.name }
  const born = change.born === null ? undefined : (change.born ?? person.born)
  checkBorn(born, deps)
  const changed = { ...person, name: change.name ?? person.name, born }
  const consent = mayConsent(person.relation) && (change.consent === true || (await hasConsent(deps.db, guardian, id)))
  const verdict = mayJoinHousehold({ ...changed, consent }, 0, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  const judged = change.name ? await judgeName(deps, caller, person.relation, change.name) : 'pass'
  if (judged === 'risky') return refuse({ refusal: 'words-risky', name: true })
  const written = { ...change, held: judged === 'held', consent }
  const done = await updatePerson(deps.db, guardian, id, written, deps.now())
  const after = done && (await findDependant(deps.db, guardian, id))
  // They left the household meanwhile.
  if (!after) throw new ApiError('not-found')
  return ok(after)
}

export async function leaveHousehold(deps: Deps, guardian: string, person: Person): Promise<Result<string>> {
  const { id } = person
  const outcome = await removePerson(deps.db, guardian, id, deps.now())
  // Removed by a concurrent request.
  if (outcome === 'gone') throw new ApiError('not-found')
  if (outcome === 'erased') await forgetErased(deps)
  return outcome === 'still-booked' ? refuse({ refusal: outcome, names: person.name }) : ok(id)
}
