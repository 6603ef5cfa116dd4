import { screenDay } from '@core/attendance/check-in'
import { paperCode, screenKey } from '@core/attendance/check-in-code'
import { hexOf } from '@core/base/bytes'
import { ok, refuse } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { findStation } from '../../place/station/queries'
import type { Handlers } from '../../runtime/handler'
import { crypto } from '../../util/crypto'
import type { PassKeys } from '../pass/keys'
import { checkIn } from './service'

export function checkInCodeRoutes(deps: Deps, keys: PassKeys): Handlers<'checkIn' | 'wall'> {
  return {
    async checkIn({ caller, body }) {
      const verdict = await checkIn(deps, keys, caller.id, body)
      if (!verdict.ok) return verdict
      const { found, parties } = verdict.value
      const { id: session, title, startsAt, endsAt } = found.session
      return ok({ session, title, stationName: found.stationName, startsAt, endsAt, parties })
    },
    async wall({ found: { session, offering, stationName } }) {
      if (!offering.wall) return refuse({ refusal: 'wall-off' })
      if (session.status === 'called-off') return refuse({ refusal: 'called-off' })
      const day = dayOf(deps.now())
      // The newest key of each; older keys still verify their codes.
      const dayKey = (await keys.ofDay(session.station, screenDay(session, day))).at(-1)?.day as Uint8Array
      const paper = (await keys.ofPaper(session.id)).at(-1) as Uint8Array
      const station = await findStation(deps.db, session.station)
      return ok({
        session,
        stationName,
        ...(station?.approximate ? { approximate: true as const } : {}),
        day,
        screenKey: hexOf(screenKey(dayKey, session.id, crypto.mac)),
        paper: paperCode(session.id, paper, crypto.mac),
      })
    },
  }
}
