import * as v from 'valibot'
import { ROLE_CODE } from '../../../account/code/role-code'
import { MANAGERS_MOST } from '../../../account/invitation'
import { CreationOptions, Registration } from '../../../account/passkey'
import { PersonName } from '../../../account/person'
import { Role } from '../../../account/role'
import { GivenStanding } from '../../../account/standing-list'
import { token, Uuid } from '../../../base/text'
import { Day, Moment } from '../../../base/time'
import { StationId } from '../../../place/station'
import { dryRun, row } from '../../endpoint'
import { Me } from './person'

const Code = v.pipe(v.string(), v.regex(ROLE_CODE))

/** Who invites to what: to a role, or to a standing. */
const Offered = v.object({
  role: v.optional(Role),
  standing: v.optional(GivenStanding),
  /** The last day of the standing; absent: no end. */
  holdsTo: v.optional(Day),
  /** Name of the station or the street; the phone knows the names of the departments. */
  place: v.optional(v.string()),
  by: v.string(),
  until: Moment,
})

/** Giving a role or a standing: an invitation, made, withdrawn and accepted, by somebody with a login or by somebody new. */
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
  inviteManagers: row({
    method: 'POST',
    path: '/api/roles/invitations/managers',
    who: { act: 'people', at: 'anywhere' },
    limit: 'import',
    repeatable: true,
    status: 200,
    refusals: [],
    summary:
      'Create invitations to manage stations, all or none, to be printed: of the stations named, or of all of the caller’s ' +
      'without a manager. The same `batch` again gets the same codes',
    body: v.strictObject({
      batch: token(36),
      stations: v.optional(v.pipe(v.array(StationId), v.minLength(1), v.maxLength(MANAGERS_MOST))),
    }),
    /** `left`: stations without a manager beyond MANAGERS_MOST, for the next call. */
    answer: v.object({
      invitations: v.array(v.object({ id: Uuid, station: StationId, code: v.string(), until: Moment })),
      left: v.number(),
    }),
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
      'standing-held',
      'name-needed',
    ],
    summary: 'Accept an invitation to a role or a standing; with `preview`, only show who invites the caller to what',
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
