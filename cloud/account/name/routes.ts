import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { answerName, heldNames } from './service'

export function nameRoutes(deps: Deps): Handlers<'heldNames' | 'answerName'> {
  return {
    heldNames: async () => ok({ names: await heldNames(deps) }),
    async answerName({ params, body }) {
      await answerName(deps, params.id, body.name, body.pass)
      return ok({})
    },
  }
}
