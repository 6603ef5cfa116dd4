import { whereMay } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { lastClosableDay } from '@core/booking/closing-day'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { listClosuresOf } from '../../place/closure/queries'
import type { Handlers } from '../../runtime/handler'
import { closeDay } from './service'

export function closureRoutes(deps: Deps): Handlers<'closures' | 'closeDay'> {
  return {
    closures: async ({ caller }) =>
      ok({ closures: await listClosuresOf(deps.db, dayOf(deps.now()), whereMay(caller.roles, 'change')) }),
    async closeDay({ caller, found: stations, body: { closing, preview = false } }) {
      const { scope: _, ...rest } = closing
      const today = dayOf(deps.now())
      // Neither a day in the past, nor one whose sessions are not published yet.
      if (closing.day < today || closing.day > lastClosableDay(today)) throw new ApiError('bad-input', 'closing.day')
      return closeDay(deps, stations, { ...rest, by: caller.id }, preview)
    },
  }
}
