import * as v from 'valibot'
import { Role } from '../../account/role'
import { ROLE_CODE } from '../../account/role-code'
import { Uuid } from '../../base/text'
import { Moment } from '../../base/time'
import { row } from '../endpoint'
import { RolesQuery } from '../query'
import { PersonId } from './account'
import { MiniCode } from './code'

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

/** Who is what, by invitation; and how that ends. */
export const role = {
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
  inviteToRole: row({
    method: 'POST',
    path: '/api/roles/invitations',
    who: { act: 'people', at: 'new-role' },
    status: 201,
    refusals: ['invitations-full'],
    summary: 'A code that gives this role to whoever takes it first, for three days and while I may give it',
    body: v.strictObject({ role: Role }),
    answer: v.object({ id: v.string(), code: v.string(), until: Moment }),
  }),
  /** For whoever made the invitation. It ends with the role by which they made it. */
  roleCode: row({
    method: 'POST',
    path: '/api/roles/code',
    who: { own: 'role-code' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'An open invitation of mine as a mini-program code. It is made anew each time and kept nowhere',
    body: v.strictObject({ code: v.pipe(v.string(), v.regex(ROLE_CODE)) }),
    answer: MiniCode,
  }),
  withdrawInvitation: row({
    method: 'DELETE',
    path: '/api/roles/invitations/:id',
    who: { act: 'people', at: 'role-invitation' },
    status: 200,
    refusals: [],
    summary: 'An invitation that nobody has taken is good no more',
    params: v.object({ id: Uuid }),
    answer: v.object({ withdrawn: v.string() }),
  }),
  takeRole: row({
    method: 'POST',
    path: '/api/roles',
    who: 'person',
    status: 200,
    refusals: [
      'invitation-forged',
      'invitation-expired',
      'invitation-used',
      'invitation-withdrawn',
      'has-role-already',
      'name-needed',
    ],
    summary: 'With the code of an invitation: who invites me to what, and, unless I only look, it is mine',
    body: v.strictObject({
      code: v.pipe(v.string(), v.regex(ROLE_CODE)),
      /** Only look: nothing is changed. */
      preview: v.optional(v.boolean()),
    }),
    answer: v.object({
      role: Role,
      /** The name of the station or the street; the phone knows the departments by theirs. */
      place: v.optional(v.string()),
      by: v.string(),
      until: Moment,
    }),
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
