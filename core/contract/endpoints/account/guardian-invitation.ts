import * as v from 'valibot'
import { GuardianCode } from '../../../account/code/guardian-code'
import { Person } from '../../../account/person'
import { StationId } from '../../../place/station'
import { row } from '../../endpoint'
import { PersonId } from './person'

/** A second guardian for a dependant, by invitation. */
export const guardianInvitationEndpoints = {
  invite: row({
    method: 'POST',
    path: '/api/people/:id/invitation',
    who: { own: 'dependant' },
    status: 201,
    refusals: [],
    summary: 'Create an invitation code for a second guardian of a dependant; valid once, for three days',
    params: v.object({ id: PersonId }),
    answer: v.object({ code: v.string(), until: v.string() }),
  }),
  joinAsGuardian: row({
    method: 'POST',
    path: '/api/invitations',
    who: 'person',
    limit: 'code',
    status: 201,
    refusals: ['bad-invitation', 'consent-needed', 'household-full', 'wards-full', 'in-household-already'],
    summary: 'Accept a guardian invitation: the dependant joins the caller’s household too',
    body: v.strictObject({
      code: GuardianCode,
      relation: v.picklist(['child', 'parent', 'ward']),
      /** Of a ward: the station that looks after them; by default the inviter’s, or the first of the caller’s roles. */
      station: v.optional(StationId),
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
}
