import { ok } from '@core/base/refusal'
import type { Handlers } from '../../runtime/handler'
import type { PassKeys } from '../pass/keys'
import { cardOf } from './service'

export function cardRoutes(keys: PassKeys): Handlers<'card'> {
  return {
    async card({ caller, found }) {
      const verdict = await cardOf(keys, caller.id, found)
      return verdict.ok ? ok({ card: verdict.value }) : verdict
    },
  }
}
