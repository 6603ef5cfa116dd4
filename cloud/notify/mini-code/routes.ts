import { DAY, instant } from '@core/base/time'
import { leasePicture } from '../../account/guardian-invitation/service'
import type { Deps } from '../../base/deps'
import { shortSessionName } from '../../catalogue/session/short'
import type { Handlers } from '../../runtime/dispatch'
import { fetchMiniCode, fetchMiniCodeOnce, miniCodeRequest } from './service'

/** A session’s code is kept so many days beyond its end: who comes late learns what it was. */
const KEPT_AFTER_END = 7 * DAY

export function miniCodeRoutes(deps: Deps): Handlers<'stationCode' | 'sessionCode' | 'invitationCode'> {
  return {
    stationCode: ({ found: { id } }) => fetchMiniCode(deps, id, miniCodeRequest('station', id), null),
    async sessionCode({ found: { session } }) {
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
