import * as v from 'valibot'
import { Role } from '../../../account/role'
import { Moment } from '../../../base/time'
import { dryRun, row } from '../../endpoint'
import { RolesQuery } from '../../query'
import { PersonId } from './person'

/** A current holder of a role, by full name, since whoever sees it may end it. Who granted it is masked. */
const Holder = v.object({
  person: PersonId,
  name: v.string(),
  role: Role,
  /** Absent where the role is older than the record of grants. */
  since: v.optional(Moment),
  by: v.optional(v.string()),
  me: v.optional(v.literal(true)),
})

/** An invitation that nobody has accepted yet. */
const OpenInvitation = v.object({ id: v.string(), role: Role, by: v.string(), until: Moment })

/** Somebody whose role ended lately. Who ended it is masked. */
const PastHolder = v.object({
  name: v.string(),
  role: Role,
  since: v.optional(Moment),
  endedAt: Moment,
  endedBy: v.string(),
})

/** What passes to whom when a role ends: wards and their bookings. `to` is absent while nobody can take over. */
const Passed = v.object({ to: v.optional(v.string()), wards: v.number(), bookings: v.number() })

/** Who holds which role, and ending one. */
export const roleEndpoints = {
  roles: row({
    method: 'GET',
    path: '/api/roles',
    who: { act: 'people', at: 'role-list' },
    status: 200,
    refusals: [],
    summary: 'List role holders the caller may manage, open invitations, and recent holders',
    query: RolesQuery,
    answer: v.object({ held: v.array(Holder), open: v.array(OpenInvitation), past: v.array(PastHolder) }),
  }),
  /** Anyone may give up a role of their own. */
  endRole: row({
    method: 'POST',
    path: '/api/roles/end',
    who: { act: 'people', at: 'held-role', orOwn: true },
    status: 200,
    refusals: ['last-district'],
    summary:
      'End a role, somebody’s or the caller’s own, at once; wards pass to a colleague. With `preview`, only list what passes to whom',
    body: v.strictObject({ person: PersonId, role: Role, preview: dryRun }),
    answer: v.object({ passed: v.array(Passed) }),
  }),
}
