import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import { createEnterByDesk } from '../desk/service'
import type { Handlers } from '../http/call'
import { loginByCode, loginByOfficial, loginCaller } from '../identity/login'
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
      await endLogin(deps.db, caller.id, params.id)
      return yes({ ended: params.id })
    },
  }
}
