import { ok } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { closeDay } from './service'

export function closureRoutes(deps: Deps): Handlers<'closeDay'> {
  return {
    async closeDay({ caller, found: stations, body: { closing, preview = false } }) {
      const { scope: _, ...rest } = closing
      // Days in the past cannot be closed.
      if (closing.day < dayOf(deps.now())) throw new ApiError('bad-input', 'closing.day')
      return ok(await closeDay(deps, stations, { ...rest, by: caller.id }, preview))
    },
  }
}
