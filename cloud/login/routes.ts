import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { deleteLogin } from './queries'
import { demoPersonas, loginPersona } from './service'

export function loginRoutes(deps: Deps): Handlers<'personas' | 'login' | 'logout'> {
  return {
    personas: async () => yes({ personas: await demoPersonas(deps) }),
    async login({ body }) {
      if ('persona' in body) return yes(await loginPersona(deps, body.persona))
      // No WeChat is configured here, so no code of its can be good.
      throw new Wrong('bad-code')
    },
    async logout({ caller }) {
      await deleteLogin(deps.db, caller.tokenHash)
      return yes({})
    },
  }
}
