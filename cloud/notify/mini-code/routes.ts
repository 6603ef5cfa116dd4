import { may } from '@core/account/role'
import { DAY, instant } from '@core/base/time'
import { claimAsk } from '../../account/guardian-invitation/service'
import { Wrong } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findManaged } from '../../booking/waitlist/service'
import { shortOf } from '../../catalogue/session/short'
import { findStation } from '../../place/station/queries'
import type { Handlers } from '../../runtime/dispatch'
import { codeOf, codeOnce, wantedOf } from './service'

/** A session’s code is kept so many days beyond its end: who comes late learns what it was. */
const AFTERWARDS = 7 * DAY

export function codeRoutes(deps: Deps): Handlers<'stationCode' | 'sessionCode' | 'invitationCode'> {
  return {
    async stationCode({ caller, params }) {
      const station = await findStation(deps.db, params.id)
      // Another’s is as unknown as none.
      if (!station || !may(caller.roles, 'attend', station)) throw new Wrong('not-found')
      return codeOf(deps, station.id, wantedOf('station', station.id), null)
    },
    async sessionCode({ caller, params }) {
      const { session } = await findManaged(deps, caller, 'attend', params.id)
      const wanted = wantedOf('session', session.id, shortOf(session.id))
      return codeOf(deps, session.station, wanted, Math.max(deps.now(), instant(session.endsAt)) + AFTERWARDS)
    },
    async invitationCode({ caller, body: { code } }) {
      const mine = await claimAsk(deps, caller.id, code)
      return mine.ok ? codeOnce(deps, wantedOf('guardian', code)) : mine
    },
  }
}
