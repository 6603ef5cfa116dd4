import * as v from 'valibot'
import { Role } from '../../../account/role'
import { Moment } from '../../../base/time'
import { row } from '../../endpoint'
import { RolesQuery } from '../../query'
import { PersonId } from './person'

/** Somebody who is something here. Whole names: who sees this may end it. Who gave or ended it is masked. */
const Holder = v.object({
  person: PersonId,
  name: v.string(),
  role: Role,
  /** None where it was theirs before that was written down. */
  since: v.optional(Moment),
  by: v.optional(v.string()),
  me: v.optional(v.literal(true)),
})

const OpenInvitation = v.object({ id: v.string(), role: Role, by: v.string(), until: Moment })

const PastHolder = v.object({
  name: v.string(),
  role: Role,
  since: v.optional(Moment),
  endedAt: Moment,
  endedBy: v.string(),
})

/** Who holds which role, and ending one. */
export const roleEndpoints = {
  roles: row({
    method: 'GET',
    path: '/api/roles',
    who: { act: 'people', at: 'role-list' },
    status: 200,
    refusals: [],
    summary: 'Who works where I may end it, what is offered to whom has not come yet, and who was here lately',
    query: RolesQuery,
    answer: v.object({ held: v.array(Holder), open: v.array(OpenInvitation), past: v.array(PastHolder) }),
  }),
  /** Anybody lays down a role of their own. */
  endRole: row({
    method: 'POST',
    path: '/api/roles/end',
    who: { act: 'people', at: 'held-role', orOwn: true },
    status: 200,
    refusals: ['last-district'],
    summary: 'Somebody’s role that I may end, or my own, is over at once',
    body: v.strictObject({ person: PersonId, role: Role }),
    answer: v.object({}),
  }),
}
