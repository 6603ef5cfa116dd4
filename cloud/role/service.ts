import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { maskName } from '@core/person'
import { no, type Verdict, yes } from '@core/refusal'
import { type Instant, moment } from '@core/time'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { listOpen } from './invitation-queries'
import { type Ending, endRole, listHeld, listPast, type Where } from './queries'

type Listed = Answer<Endpoints['roles']>

const since = (at: Instant | null) => (at === null ? {} : { since: moment(at) })

export async function rolesAtPlace(deps: Deps, caller: Caller, where: Where): Promise<Listed> {
  const [held, open, past] = await Promise.all([
    listHeld(deps.db, where),
    listOpen(deps.db, where, deps.now()),
    listPast(deps.db, where),
  ])
  return {
    held: held.map(({ person, name, role, by, ...one }) => ({
      person,
      name,
      role,
      ...since(one.since),
      ...(by === null ? {} : { by: maskName(by) }),
      ...(person === caller.id ? { me: true as const } : {}),
    })),
    open: open.map(({ id, role, by, until }) => ({ id, role, by: maskName(by), until: moment(until) })),
    past: past.map(({ name, role, endedAt, endedBy, ...one }) => ({
      name,
      role,
      ...since(one.since),
      endedAt: moment(endedAt),
      endedBy: maskName(endedBy),
    })),
  }
}

export async function endTheirs(deps: Deps, ending: Ending): Promise<Verdict<object>> {
  const outcome = await endRole(deps.db, ending, deps.now())
  // The person does not have that role, or the caller's own has ended meanwhile.
  if (outcome === 'gone') throw new Wrong('not-found')
  return outcome === 'last-district' ? no({ refusal: outcome }) : yes({})
}
