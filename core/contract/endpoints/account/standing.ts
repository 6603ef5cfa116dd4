import * as v from 'valibot'
import { GivenStanding, HeldStanding, OpenStandingInvitation, StandingList } from '../../../account/standing-list'
import { Uuid } from '../../../base/text'
import { Day, Moment } from '../../../base/time'
import { row } from '../../endpoint'

/** What people are known to be (veteran, worker, enterprise), given by the district. */
export const standingEndpoints = {
  standings: row({
    method: 'GET',
    path: '/api/standings',
    who: { act: 'vouch', at: 'district' },
    status: 200,
    refusals: [],
    summary:
      'List the latest people of one standing, open invitations to it, and how many rows of lists wait for their number',
    query: v.object({ kind: GivenStanding }),
    answer: v.object({
      held: v.array(HeldStanding),
      open: v.array(OpenStandingInvitation),
      count: v.number(),
      awaited: v.number(),
    }),
  }),
  giveStandings: row({
    method: 'POST',
    path: '/api/standings',
    who: { act: 'vouch', at: 'district' },
    status: 200,
    refusals: ['phones-off'],
    summary:
      'Give a standing to the people of a list, by telephone number; a number that nobody has given yet waits for them',
    body: StandingList,
    /** `given`: to people who had not got it; `held`: they had, and have the new last day; `awaited`: nobody has the number. */
    answer: v.object({ given: v.number(), held: v.number(), awaited: v.number() }),
  }),
  inviteToStanding: row({
    method: 'POST',
    path: '/api/standings/invitations',
    who: { act: 'vouch', at: 'district' },
    status: 201,
    refusals: ['invitations-full'],
    summary:
      'Create an invitation code to a standing, accepted like one to a role: the first to accept has it, until the day named',
    body: v.strictObject({ kind: GivenStanding, until: v.optional(Day) }),
    answer: v.object({ id: v.string(), code: v.string(), until: Moment }),
  }),
  endStanding: row({
    method: 'DELETE',
    path: '/api/standings/:id',
    who: { act: 'vouch', at: 'standing' },
    status: 200,
    refusals: [],
    summary: 'Take a standing back; what was booked with it stays booked',
    params: v.object({ id: Uuid }),
    answer: v.object({ ended: v.string() }),
  }),
}
