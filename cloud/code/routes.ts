import { DAY, instant } from '@core/time'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { claimAsk } from '../invitation/service'
import { shortOf } from '../session/short'
import { codeOf, codeOnce, wantedOf } from './service'

/** A session’s code is kept so many days beyond its end: who comes late learns what it was. */
const AFTERWARDS = 7 * DAY

export function codeRoutes(deps: Deps): Handlers<'stationCode' | 'sessionCode' | 'invitationCode'> {
  return {
    stationCode: ({ found: { id } }) => codeOf(deps, id, wantedOf('station', id), null),
    async sessionCode({ found: { session } }) {
      const wanted = wantedOf('session', session.id, shortOf(session.id))
      return codeOf(deps, session.station, wanted, Math.max(deps.now(), instant(session.endsAt)) + AFTERWARDS)
    },
    async invitationCode({ caller, body: { code } }) {
      const mine = await claimAsk(deps, caller.id, code)
      return mine.ok ? codeOnce(deps, wantedOf('guardian', code)) : mine
    },
  }
}
