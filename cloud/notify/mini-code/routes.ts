import { may } from '@core/account/role'
import { DAY, instant } from '@core/base/time'
import { leasePicture } from '../../account/guardian-invitation/service'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findManaged } from '../../booking/waitlist/service'
import { shortSessionName } from '../../catalogue/session/short'
import { findStation } from '../../place/station/queries'
import type { Handlers } from '../../runtime/dispatch'
import { fetchMiniCode, fetchMiniCodeOnce, miniCodeRequest } from './service'

/** A session’s code is kept so many days beyond its end: who comes late learns what it was. */
const KEPT_AFTER_END = 7 * DAY

export function miniCodeRoutes(deps: Deps): Handlers<'stationCode' | 'sessionCode' | 'invitationCode'> {
  return {
    async stationCode({ caller, params }) {
      const station = await findStation(deps.db, params.id)
      // Another’s is as unknown as none.
      if (!station || !may(caller.roles, 'attend', station)) throw new ApiError('not-found')
      return fetchMiniCode(deps, station.id, miniCodeRequest('station', station.id), null)
    },
    async sessionCode({ caller, params }) {
      const { session } = await findManaged(deps, caller, 'attend', params.id)
      const wanted = miniCodeRequest('session', session.id, shortSessionName(session.id))
      return fetchMiniCode(
        deps,
        session.station,
        wanted,
        Math.max(deps.now(), instant(session.endsAt)) + KEPT_AFTER_END,
      )
    },
    async invitationCode({ caller, body: { code } }) {
      const mine = await leasePicture(deps, caller.id, code)
      return mine.ok ? fetchMiniCodeOnce(deps, miniCodeRequest('guardian', code)) : mine
    },
  }
}
