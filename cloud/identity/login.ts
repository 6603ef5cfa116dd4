import type { Me } from '@core/contract/rows/account'
import type { App } from '@core/contract/rows/privacy'
import type { Deps } from '../deps'
import { openLogin } from '../login/service'
import { newPersonId } from '../person/ids'
import { here, must } from './asked'
import { personOf } from './queries'

/** A new login by the code of `wx.login`. Whoever comes for the first time is somebody new, without a name yet. */
export async function loginByCode(deps: Deps, code: string, app?: App): Promise<Me & { token: string }> {
  const { wechat, sealer } = here(deps)
  const { openid, unionid } = must(await wechat.login(code))
  const identified = { appid: wechat.appid, openid, unionid }
  const id = await personOf(deps.db, sealer, identified, newPersonId(deps.random), deps.now())
  return openLogin(deps, id, app)
}
