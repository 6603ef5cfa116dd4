import { ok } from '@core/base/refusal'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { deleteLogin, endLogin, endOtherLogins, listLogins } from './queries'
import { type LoginByCode, loginPersona, loginWays } from './service'
import { loginByOfficialAccount, loginByWechatCode, loginCaller } from './wechat'

export function loginRoutes(
  deps: Deps,
  loginByCode: LoginByCode,
): Handlers<'loginWays' | 'login' | 'logout' | 'logins' | 'endLogin' | 'endOtherLogins'> {
  const loginsOf = async ({ id, tokenHash }: Caller) => ({
    logins: await listLogins(deps.db, id, tokenHash, deps.now()),
  })
  return {
    loginWays: async ({ wx }) => ok(await loginWays(deps, wx)),
    async login({ body, wx }) {
      if ('persona' in body) return ok(await loginPersona(deps, body.persona, body.app))
      if ('desk' in body) return loginByCode(body.desk)
      if ('official' in body) return ok(await loginByOfficialAccount(deps, body.official, body.app))
      if ('wechat' in body) return ok(await loginCaller(deps, wx, body.app))
      return ok(await loginByWechatCode(deps, body.code, body.app))
    },
    async logout({ caller }) {
      await deleteLogin(deps.db, caller.tokenHash)
      return ok({})
    },
    logins: async ({ caller }) => ok(await loginsOf(caller)),
    async endOtherLogins({ caller }) {
      await endOtherLogins(deps.db, caller.id, caller.tokenHash)
      return ok(await loginsOf(caller))
    },
    async endLogin({ caller, params }) {
      await endLogin(deps.db, caller.id, params.id)
      return ok({ ended: params.id })
    },
  }
}
