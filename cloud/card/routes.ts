import { yes } from '@core/refusal'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { cardOf } from './service'

export function cardRoutes(keys: PassKeys): Handlers<'card'> {
  return {
    async card({ caller, found }) {
      const verdict = await cardOf(keys, caller.id, found)
      return verdict.ok ? yes({ card: verdict.value }) : verdict
    },
  }
}
