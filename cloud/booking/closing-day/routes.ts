import { whereMay } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { lastClosableDay } from '@core/booking/closing-day'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { listClosuresOf } from '../../place/closure/queries'
import type { Handlers } from '../../runtime/handler'
import { listClosedSessions, listClosings } from './closing-queries'
import { closeDay, reopenDay } from './service'

export function closureRoutes(deps: Deps): Handlers<'closures' | 'closing' | 'closeDay' | 'reopenDay'> {
  return {
    async closures({ caller }) {
      const where = whereMay(caller.roles, 'change')
      const closures = await listClosuresOf(deps.db, dayOf(deps.now()), where)
      return ok({ closures, closings: await listClosings(deps.db, where) })
    },
    closing: async ({ found: { closing } }) => ok({ closing, sessions: await listClosedSessions(deps.db, closing.id) }),
    async closeDay({ caller, found: stations, body: { closing, preview = false } }) {
      const today = dayOf(deps.now())
      // Neither a day in the past, nor one whose sessions are not published yet.
      if (closing.day < today || closing.day > lastClosableDay(today)) throw new ApiError('bad-input', 'closing.day')
      return closeDay(deps, stations, { ...closing, by: caller.id }, preview)
    },
    async reopenDay({ caller, found: stations, body: { closing } }) {
      if (closing.day < dayOf(deps.now())) throw new ApiError('bad-input', 'closing.day')
      return ok(await reopenDay(deps, stations, closing.day, caller.id))
    },
  }
}
