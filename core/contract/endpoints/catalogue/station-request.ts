import * as v from 'valibot'
import { freeText, Uuid } from '../../../base/text'
import { StationId } from '../../../place/station'
import { REASON_WORDS, StationRequest, StationWish } from '../../../place/station-change'
import { row } from '../../endpoint'

/** Names and positions of stations, which the street decides. */
export const stationRequestEndpoints = {
  requestStationChange: row({
    method: 'POST',
    path: '/api/stations/:id/requests',
    who: { act: 'edit', at: 'station' },
    status: 201,
    refusals: ['position-vague'],
    summary:
      'Ask the street for another name or position; it applies at once where the caller may decide it themselves',
    params: v.object({ id: StationId }),
    body: v.strictObject({ wish: StationWish }),
    answer: v.object({ request: StationRequest }),
  }),
  stationRequests: row({
    method: 'GET',
    path: '/api/station-requests',
    who: { act: 'approve', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'List the requests that wait at the stations of the caller, the oldest first',
    answer: v.object({ requests: v.array(StationRequest) }),
  }),
  answerStationRequest: row({
    method: 'POST',
    path: '/api/station-requests/:id',
    who: { act: 'approve', at: 'station-request' },
    status: 200,
    refusals: ['request-answered'],
    summary: 'Accept a request, which changes the station, or refuse it with a reason',
    params: v.object({ id: Uuid }),
    body: v.variant('accept', [
      v.strictObject({ accept: v.literal(true) }),
      v.strictObject({ accept: v.literal(false), words: freeText(REASON_WORDS) }),
    ]),
    answer: v.object({ request: StationRequest }),
  }),
}
