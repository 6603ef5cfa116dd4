import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { answerName, heldNames } from './service'

export function nameRoutes(deps: Deps): Handlers<'heldNames' | 'answerName'> {
  return {
    heldNames: async () => yes({ names: await heldNames(deps) }),
    async answerName({ params, body }) {
      await answerName(deps, params.id, body.name, body.pass)
      return yes({})
    },
  }
}
