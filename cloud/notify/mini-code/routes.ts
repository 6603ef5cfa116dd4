import { refuse } from '@core/base/refusal'
import { DAY, instant } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { invitationPicture } from './invitation-picture'
import { fetchMiniCode, miniCodeRequest } from './service'
import { shortSessionName } from './short-name'

/** How long a session's picture is stored after its end, so that late visitors see what it was. */
const KEPT_AFTER_END = 7 * DAY

type Mine = 'stationCode' | 'sessionCode' | 'invitationCode' | 'roleCode'

export function miniCodeRoutes(deps: Deps): Handlers<Mine> {
  return {
    stationCode: ({ found: { id } }) => fetchMiniCode(deps, id, miniCodeRequest('station', id), null),
    async sessionCode({ found: { session } }) {
      const wanted = miniCodeRequest('session', session.id, shortSessionName(session.id))
      const over = Math.max(deps.now(), instant(session.endsAt)) + KEPT_AFTER_END
      return fetchMiniCode(deps, session.station, wanted, over)
    },
    invitationCode: async ({ caller, body: { code } }) =>
      (await invitationPicture(deps, 'guardian', code, caller.id)) ?? refuse({ refusal: 'bad-invitation' }),
    async roleCode({ caller, body: { code } }) {
      const picture = await invitationPicture(deps, 'role', code, caller.id)
      // Accepted or withdrawn meanwhile.
      if (!picture) throw new ApiError('not-found')
      return picture
    },
  }
}
