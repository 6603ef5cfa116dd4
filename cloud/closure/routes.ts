import { yes } from '@core/refusal'
import { dayOf } from '@core/time'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { closeDay } from './service'

export function closureRoutes(deps: Deps): Handlers<'closeDay'> {
  return {
    async closeDay({ caller, found: stations, body: { closing, preview = false } }) {
      const { scope: _, ...rest } = closing
      // What is over cannot be closed.
      if (closing.day < dayOf(deps.now())) throw new Wrong('bad-input', 'closing.day')
      return yes(await closeDay(deps, stations, { ...rest, by: caller.id }, preview))
    },
  }
}
