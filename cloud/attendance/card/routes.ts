import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { logNamesRead } from '../names-read'
import type { PassKeys } from '../pass/keys'
import { cardOf } from './service'

export function cardRoutes(deps: Deps, keys: PassKeys): Handlers<'card'> {
  return {
    async card({ caller, found, requestId }) {
      const verdict = await cardOf(keys, caller.id, found)
      if (!verdict.ok) return verdict
      if (found.booker !== caller.id) logNamesRead(deps, { caller, requestId }, 'card', found.id)
      return ok({ card: verdict.value })
    },
  }
}
