import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import type { PassKeys } from '../pass/keys'
import { cardOf } from './service'

export function cardRoutes(deps: Deps, keys: PassKeys): Handlers<'card'> {
  return {
    async card({ caller, params }) {
      const verdict = await cardOf(deps, keys, caller, params.id)
      return verdict.ok ? ok({ card: verdict.value }) : verdict
    },
  }
}
