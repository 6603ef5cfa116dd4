import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { cardOf } from './service'

export function cardRoutes(deps: Deps, keys: PassKeys): Handlers<'card'> {
  return {
    async card({ caller, params }) {
      const verdict = await cardOf(deps, keys, caller, params.id)
      return verdict.ok ? yes({ card: verdict.value }) : verdict
    },
  }
}
