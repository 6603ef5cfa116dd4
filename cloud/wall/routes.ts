import { hexOf } from '@core/bytes'
import { no, yes } from '@core/refusal'
import { dayOf } from '@core/time'
import { paperText, screenKey } from '@core/wall'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { findManaged } from '../line/service'
import { crypto, type PassKeys } from '../pass/keys'
import { findStation } from '../station/queries'
import { checkIn } from './service'

export function wallRoutes(deps: Deps, keys: PassKeys): Handlers<'checkIn' | 'wall'> {
  return {
    async checkIn({ caller, body }) {
      const verdict = await checkIn(deps, keys, caller.id, body)
      if (!verdict.ok) return verdict
      const { found, parties } = verdict.value
      const { id: session, title, startsAt, endsAt } = found.session
      return yes({ session, title, stationName: found.stationName, startsAt, endsAt, parties })
    },
    async wall({ caller, params }) {
      const { session, offering, stationName } = await findManaged(deps, caller, 'attend', params.id)
      if (!offering.wall) return no({ refusal: 'wall-off' })
      if (session.status === 'called-off') return no({ refusal: 'called-off' })
      const day = dayOf(deps.now())
      // The newest of each: the older ones still open what they made.
      const today = (await keys.ofDay(session.station, day)).at(-1)?.day as Uint8Array
      const paper = (await keys.ofPaper(session.id)).at(-1) as Uint8Array
      const station = await findStation(deps.db, session.station)
      return yes({
        session,
        stationName,
        ...(station?.approximate ? { approximate: true as const } : {}),
        day,
        screenKey: hexOf(screenKey(today, session.id, crypto.mac)),
        paper: paperText(session.id, paper, crypto.mac),
      })
    },
  }
}
