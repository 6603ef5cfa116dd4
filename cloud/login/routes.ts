import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { loginByCode } from '../identity/login'
import { deleteLogin, endLogin, listLogins } from './queries'
import { demoPersonas, loginPersona } from './service'

export function loginRoutes(deps: Deps): Handlers<'personas' | 'login' | 'logout' | 'logins' | 'endLogin'> {
  return {
    personas: async () => yes({ personas: await demoPersonas(deps) }),
    async login({ body }) {
      if ('persona' in body) return yes(await loginPersona(deps, body.persona, body.app))
      return yes(await loginByCode(deps, body.code, body.app))
    },
    async logout({ caller }) {
      await deleteLogin(deps.db, caller.tokenHash)
      return yes({})
    },
    logins: async ({ caller }) => yes({ logins: await listLogins(deps.db, caller.id, caller.tokenHash, deps.now()) }),
    async endLogin({ caller, params }) {
      if (!(await endLogin(deps.db, caller.id, params.id))) throw new Wrong('not-found')
      return yes({ ended: params.id })
    },
  }
}
