import { HOUSEHOLD_MOST, mayJoinHousehold, type Person } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { dayOf } from '@core/time'
import type { Deps } from '../deps'
import { Wrong } from '../http/wrong'
import { hasConsent, insertPerson, listHousehold, removePerson, updatePerson } from './queries'

type Joining = { name: string; relation: 'child' | 'parent'; born?: string | undefined; consent?: boolean | undefined }
type Change = { name?: string | undefined; born?: string | null | undefined; consent?: boolean | undefined }

/** A month still to come is a slip of the finger. Throws bad-input. */
function notYetBorn(born: string | undefined, deps: Deps): void {
  if (born && born > dayOf(deps.now()).slice(0, 7)) throw new Wrong('bad-input', 'born')
}

export async function joinHousehold(deps: Deps, guardian: string, joining: Joining): Promise<Verdict<Person>> {
  const others = (await listHousehold(deps.db, guardian)).filter((person) => person.relation !== 'self')
  notYetBorn(joining.born, deps)
  const verdict = mayJoinHousehold(joining, others.length, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  const person = { id: uuid(deps), ...joining, consent: joining.consent ?? false }
  const fits = await insertPerson(deps.db, guardian, person, HOUSEHOLD_MOST, deps.now())
  if (!fits) return no({ refusal: 'household-full', most: HOUSEHOLD_MOST })
  const joined = (await listHousehold(deps.db, guardian)).find((one) => one.id === person.id)
  if (!joined) throw new Wrong('not-found')
  return yes(joined)
}

export async function changePerson(deps: Deps, guardian: string, id: string, change: Change): Promise<Verdict<Person>> {
  const person = (await listHousehold(deps.db, guardian)).find((one) => one.id === id)
  if (!person) throw new Wrong('not-found')
  const born = change.born === null ? undefined : (change.born ?? person.born)
  notYetBorn(born, deps)
  const changed = { ...person, name: change.name ?? person.name, born }
  const consent = change.consent === true || (await hasConsent(deps.db, guardian, id))
  const verdict = mayJoinHousehold({ ...changed, consent }, 0, dayOf(deps.now()))
  if (!verdict.ok) return verdict
  if (!(await updatePerson(deps.db, guardian, id, { ...change, consent }, deps.now()))) throw new Wrong('not-found')
  const after = (await listHousehold(deps.db, guardian)).find((one) => one.id === id)
  if (!after) throw new Wrong('not-found')
  return yes(after)
}

export async function leaveHousehold(deps: Deps, guardian: string, id: string): Promise<Verdict<string>> {
  const person = (await listHousehold(deps.db, guardian)).find((one) => one.id === id)
  if (!person || person.relation === 'self') throw new Wrong('not-found')
  const outcome = await removePerson(deps.db, guardian, id, deps.now())
  if (outcome === 'gone') throw new Wrong('not-found')
  return outcome === 'still-booked' ? no({ refusal: outcome, names: person.name }) : yes(id)
}

/** A version 4 UUID from the randomness handed in. */
function uuid(deps: Deps): string {
  const bytes = Buffer.from(deps.random(16))
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
