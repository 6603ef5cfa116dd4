import { no } from '@core/refusal'
import { may } from '@core/role'
import { DAY, instant } from '@core/time'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { pictureOf } from '../invitation/one-time-code'
import { findManaged } from '../line/service'
import { shortOf } from '../session/short'
import { findStation } from '../station/queries'
import { codeOf, wantedOf } from './service'

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
    invitationCode: async ({ caller, body: { code } }) =>
      (await pictureOf(deps, 'guardian', code, caller.id)) ?? no({ refusal: 'bad-invitation' }),
  }
}
