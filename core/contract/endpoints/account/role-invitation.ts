import * as v from 'valibot'
import { Role } from '../../../account/role'
import { ROLE_CODE } from '../../../account/role-code'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { dryRun, row } from '../../endpoint'

/** Giving a role: an invitation, made, withdrawn and accepted. */
export const roleInvitationEndpoints = {
  inviteToRole: row({
    method: 'POST',
    path: '/api/roles/invitations',
    who: { act: 'people', at: 'new-role' },
    status: 201,
    refusals: ['invitations-full'],
    summary:
      'Create an invitation code to a role; the first to accept gets it, within three days and while the caller may grant it',
    body: v.strictObject({ role: Role }),
    answer: v.object({ id: v.string(), code: v.string(), until: Moment }),
  }),
  withdrawInvitation: row({
    method: 'DELETE',
    path: '/api/roles/invitations/:id',
    who: { act: 'people', at: 'role-invitation' },
    status: 200,
    refusals: [],
    summary: 'Withdraw an invitation that nobody has accepted',
    params: v.object({ id: Uuid }),
    answer: v.object({ withdrawn: v.string() }),
  }),
  takeRole: row({
    method: 'POST',
    path: '/api/roles',
    who: 'person',
    limit: 'code',
    status: 200,
    refusals: [
      'invitation-forged',
      'invitation-expired',
      'invitation-used',
      'invitation-withdrawn',
      'has-role-already',
      'name-needed',
    ],
    summary: 'Accept a role invitation; with `preview`, only show who invites the caller to what',
    body: v.strictObject({
      code: v.pipe(v.string(), v.regex(ROLE_CODE)),
      preview: dryRun,
    }),
    answer: v.object({
      role: Role,
      /** Name of the station or the street; the phone knows the names of the departments. */
      place: v.optional(v.string()),
      by: v.string(),
      until: Moment,
    }),
  }),
}
