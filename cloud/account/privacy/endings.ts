import { ROLE_NAMES } from '@core/account/role'
import { Uuid } from '@core/base/text'
import { type Instant, instant, Moment, moment } from '@core/base/time'
import * as v from 'valibot'
import type { Deps } from '../../base/deps'
import { forgetErased } from '../../db/forget'
import type { Db } from '../../db/port'
import { endRole, roleOf } from '../role/queries'
import { erasePerson } from './queries'

/**
 * An ending: a person who was erased, or a role that somebody no longer has. A restored backup knows neither what ended
 * after it, so both are kept outside of the database too, as ids alone.
 */
export const Ending = v.variant('what', [
  v.object({ what: v.literal('erased'), person: Uuid, at: Moment }),
  v.object({
    what: v.literal('role'),
    person: Uuid,
    role: v.picklist(ROLE_NAMES),
    scope: v.pipe(v.string(), v.maxLength(40)),
    at: Moment,
  }),
])
export type Ending = v.InferOutput<typeof Ending>

/** All that ended, oldest first. Of a role only its last ending: whoever has it again was given it after that. */
export async function listEndings(db: Db): Promise<Ending[]> {
  const erased = await db.query<{ person: string; at: Instant }>(
    'select id as person, erased_at as at from person where erased_at is not null order by erased_at, id',
    [],
  )
  const roles = await db.query<{ person: string; role: (typeof ROLE_NAMES)[number]; scope: string; at: Instant }>(
    `select o.person_id as person, o.role, o.scope, max(o.ended_at) as at from past_role o
     where not exists (select from role r where (r.person_id, r.role, r.scope) = (o.person_id, o.role, o.scope))
     group by o.person_id, o.role, o.scope order by at, o.person_id, o.role, o.scope`,
    [],
  )
  return [
    ...roles.map(({ at, ...role }) => ({ what: 'role' as const, ...role, at: moment(at) })),
    ...erased.map(({ at, person }) => ({ what: 'erased' as const, person, at: moment(at) })),
  ]
}

/** Counts of a replay. `waiting` could not be ended yet: somebody is in a session, or others depend on them. */
export type Replayed = { erased: number; roles: number; waiting: number }

async function endAgain({ db, now }: Pick<Deps, 'db' | 'now'>, ending: Ending): Promise<keyof Replayed | undefined> {
  if (ending.what === 'erased') {
    const { outcome } = await erasePerson(db, ending.person, now())
    if (outcome === 'gone') return undefined
    return outcome === 'erased' ? 'erased' : 'waiting'
  }
  const { person, role, scope, at } = ending
  const [held] = await db.query<{ since: Instant | null }>(
    'select since from role where (person_id, role, scope) = ($1, $2, $3)',
    [person, role, scope],
  )
  if (!held || (held.since ?? 0) > instant(at)) return undefined
  const own = roleOf({ role, scope })
  // Laid down by its holder: who ended it may have no role in the restored database.
  const { outcome } = await endRole(db, { person, role: own, by: person, giver: own, preview: false }, now())
  return outcome === 'ended' ? 'roles' : 'waiting'
}

/**
 * Ends again what a restored database still has: roles first, since a person with one may have wards. Repeatable, so what
 * has to wait is ended by another run.
 */
export async function replayEndings(
  deps: Pick<Deps, 'db' | 'now' | 'log'>,
  endings: readonly Ending[],
): Promise<Replayed> {
  const counts: Replayed = { erased: 0, roles: 0, waiting: 0 }
  const inOrder = [...endings].sort((a, b) => (a.what === b.what ? 0 : a.what === 'role' ? -1 : 1))
  for (const ending of inOrder) {
    const how = await endAgain(deps, ending)
    if (how) counts[how]++
  }
  if (counts.erased) await forgetErased(deps)
  return counts
}
