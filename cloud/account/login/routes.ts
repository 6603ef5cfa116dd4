import { yes } from '@core/base/refusal'
import { Wrong } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { loginByCode, loginByOfficial, loginCaller } from '../identity/login'
import { createEnterByDesk } from '../login-code/service'
import { deleteLogin, endLogin, listLogins } from './queries'
import { loginPersona, loginWays } from './service'

export function loginRoutes(deps: Deps): Handlers<'loginWays' | 'login' | 'logout' | 'logins' | 'endLogin'> {
  const enterByDesk = createEnterByDesk(deps)
  return {
    loginWays: async ({ wx }) => yes(await loginWays(deps, wx)),
    async login({ body, wx }) {
      if ('persona' in body) return yes(await loginPersona(deps, body.persona, body.app))
      if ('desk' in body) return enterByDesk(body.desk)
      if ('official' in body) return yes(await loginByOfficial(deps, body.official, body.app))
      if ('wechat' in body) return yes(await loginCaller(deps, wx, body.app))
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
