import { may, whereMay } from '@core/account/role'
import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { listWaitingRequests } from './queries'
import { answerStationRequest, requestStationChange } from './service'

export function stationRequestRoutes(
  deps: Deps,
): Handlers<'requestStationChange' | 'stationRequests' | 'answerStationRequest'> {
  return {
    requestStationChange({ caller, found: station, body: { wish } }) {
      const accept = may(caller.roles, 'approve', station)
      return requestStationChange(deps, { station: station.id, wish, by: caller.id, accept })
    },
    stationRequests: async ({ caller: { roles } }) =>
      ok({ requests: await listWaitingRequests(deps.db, whereMay(roles, 'approve')) }),
    answerStationRequest: ({ caller, found: { request }, body }) =>
      answerStationRequest(deps, {
        id: request.id,
        accept: body.accept,
        words: body.accept ? '' : body.words,
        by: caller.id,
      }),
  }
}
