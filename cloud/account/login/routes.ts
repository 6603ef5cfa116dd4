import { ok } from '@core/base/refusal'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { deleteLogin, endLogin, endOtherLogins, listLogins } from './queries'
import { loginPersona, loginWays, type OtherLogins } from './service'
import { loginByOfficialAccount, loginByWechatCode, loginCaller } from './wechat'

export function loginRoutes(
  deps: Deps,
  others: OtherLogins & { passkeysAt: (origin: string | undefined) => boolean },
): Handlers<'loginWays' | 'login' | 'logout' | 'logins' | 'endLogin' | 'endOtherLogins'> {
  const loginsOf = async ({ id, tokenHash }: Caller) => ({
    logins: await listLogins(deps.db, id, tokenHash, deps.now()),
  })
  return {
    loginWays: async ({ wx, origin }) => ok(await loginWays(deps, wx, others.passkeysAt(origin))),
    async login({ body, wx, origin }) {
      if ('persona' in body) return ok(await loginPersona(deps, body.persona, body.app))
      if ('desk' in body) return others.desk(body.desk)
      if ('passkey' in body) return others.passkey(body.passkey, origin, body.app)
      if ('recovery' in body) return others.recovery(body.recovery, body.app)
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
