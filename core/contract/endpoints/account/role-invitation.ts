import * as v from 'valibot'
import { ROLE_CODE } from '../../../account/code/role-code'
import { CreationOptions, Registration } from '../../../account/passkey'
import { PersonName } from '../../../account/person'
import { Role } from '../../../account/role'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { dryRun, row } from '../../endpoint'
import { Me } from './person'

const Code = v.pipe(v.string(), v.regex(ROLE_CODE))

/** Who invites to what. */
const Offered = v.object({
  role: Role,
  /** Name of the station or the street; the phone knows the names of the departments. */
  place: v.optional(v.string()),
  by: v.string(),
  until: Moment,
})

/** Giving a role: an invitation, made, withdrawn and accepted, by somebody with a login or by somebody new. */
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
    body: v.strictObject({ code: Code, preview: dryRun }),
    answer: Offered,
  }),
  seeInvitation: row({
    method: 'POST',
    path: '/api/join/preview',
    who: 'anyone',
    personal: true,
    limit: 'code',
    status: 200,
    refusals: ['invitation-forged', 'invitation-expired', 'invitation-used', 'invitation-withdrawn'],
    summary: 'Show a role invitation to somebody without a login: who invites them to what',
    body: v.strictObject({ code: Code }),
    answer: Offered,
  }),
  joinOptions: row({
    method: 'POST',
    path: '/api/join/options',
    who: 'anyone',
    personal: true,
    limit: 'code',
    status: 200,
    refusals: ['invitation-forged', 'invitation-expired', 'invitation-used', 'invitation-withdrawn', 'passkey-nowhere'],
    summary: 'Options to create the passkey of somebody new with, who joins by a role invitation',
    body: v.strictObject({ code: Code, name: PersonName }),
    answer: CreationOptions,
  }),
  join: row({
    method: 'POST',
    path: '/api/join',
    who: 'anyone',
    personal: true,
    limit: 'code',
    status: 201,
    refusals: [
      'invitation-forged',
      'invitation-expired',
      'invitation-used',
      'invitation-withdrawn',
      'words-risky',
      'passkey-nowhere',
      'passkey-over',
      'passkey-failed',
      'passkey-known',
    ],
    summary:
      'Accept a role invitation as somebody new, in a browser: the person, their passkey if there is one, recovery codes, ' +
      'the role and a login, all or nothing',
    body: v.strictObject({ code: Code, name: PersonName, passkey: v.optional(Registration) }),
    answer: v.object({ token: v.string(), ...Me.entries, codes: v.array(v.string()) }),
  }),
}
