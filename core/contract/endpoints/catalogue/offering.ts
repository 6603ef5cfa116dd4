import * as v from 'valibot'
import { Offering } from '../../../catalogue/offering'
import { Session } from '../../../catalogue/session'
import { StationId } from '../../../place/station'
import { dryRun, row } from '../../endpoint'

/** What a station offers, for those who plan it. */
export const offeringEndpoints = {
  offerings: row({
    method: 'GET',
    path: '/api/stations/:id/offerings',
    who: { act: 'plan', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'List a station’s offerings, with the templates of their sessions',
    params: v.object({ id: StationId }),
    answer: v.object({ offerings: v.array(Offering) }),
  }),
  saveOffering: row({
    method: 'POST',
    path: '/api/stations/:id/offerings',
    who: { act: 'plan', at: 'station' },
    status: 200,
    refusals: ['bad-template', 'too-many-sessions'],
    summary: 'Create or change an offering; only future sessions without bookings change with it',
    params: v.object({ id: StationId }),
    body: v.strictObject({ offering: Offering, preview: dryRun }),
    answer: v.object({
      offering: Offering,
      added: v.number(),
      removed: v.number(),
      changed: v.number(),
      /** Future sessions with bookings, left as they are. */
      left: v.array(Session),
    }),
  }),
}
