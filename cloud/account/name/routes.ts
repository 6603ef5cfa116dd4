import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { answerName, heldNames } from './service'

export function nameRoutes(deps: Deps): Handlers<'heldNames' | 'answerName'> {
  return {
    heldNames: async ({ caller }) => ok({ names: await heldNames(deps, caller) }),
    async answerName({ caller, params, body }) {
      await answerName(deps, caller, params.id, body.name, body.pass)
      return ok({})
    },
  }
}
