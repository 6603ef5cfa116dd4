import * as v from 'valibot'
import { Role } from '../../../account/role'
import { serial } from '../../../base/count'
import { Uuid } from '../../../base/text'
import { Moment } from '../../../base/time'
import { ListedInvitee } from '../../../district/invitee'
import { row } from '../../endpoint'

/** Invitees that the page lists; all are counted. */
export const LISTED_INVITEES_MOST = 500

/** Whom an imported workbook names for roles, and inviting them. */
export const inviteeEndpoints = {
  invitees: row({
    method: 'GET',
    path: '/api/district/invitees',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'People whom an imported workbook names for roles, those not invited yet first',
    answer: v.object({ invitees: v.array(ListedInvitee), count: serial }),
  }),
  inviteInvitee: row({
    method: 'POST',
    path: '/api/district/invitees/:id/invitation',
    who: { act: 'import', at: 'district' },
    status: 201,
    refusals: ['invitations-full'],
    summary: 'Create an invitation code to the role that a workbook names somebody for',
    params: v.object({ id: Uuid }),
    answer: v.object({ id: v.string(), code: v.string(), until: Moment, role: Role }),
  }),
}
