import type { App } from '@core/contract/endpoints/account/login'
import type { Me } from '@core/contract/endpoints/account/person'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { WxIdentity } from '../../base/wx-identity'
import type { Sealer } from '../../wechat/sealed'
import { openLogin } from '../login/service'
import { newPersonId } from '../person/ids'
import { requireWechat, unwrap } from './asked'
import { findIdentity, type Identified, personOf } from './queries'

/** A new login by the code of `wx.login`. Whoever comes for the first time is somebody new, without a name yet. */
export async function loginByWechatCode(deps: Deps, code: string, app?: App): Promise<Me & { token: string }> {
  const { wechat } = requireWechat(deps)
  const { openid, unionid } = unwrap(await wechat.login(code))
  return loginIdentified(deps, { appid: wechat.appid, openid, unionid }, app)
}

/** The same by the code that WeChat sent a reader of the official account's back with. */
export async function loginByOfficialAccount(deps: Deps, code: string, app?: App): Promise<Me & { token: string }> {
  const { wechat } = requireWechat(deps)
  if (!wechat.official) throw new ApiError('bad-code')
  const { appid } = wechat.official
  const { openid, unionid } = unwrap(await wechat.officialLogin(code))
  return loginIdentified(deps, { appid, openid, unionid: unionid ?? (await unionidOf(deps, { appid, openid })) }, app)
}

/** What is known of them stays known; of others WeChat is asked, which tells it of followers. */
async function unionidOf(deps: Deps, identified: Identified): Promise<string | undefined> {
  const { wechat, sealer } = requireWechat(deps)
  const known = await findIdentity(deps.db, sealer, identified)
  if (known?.union) return undefined
  const told = await wechat.officialUnionid(identified.openid)
  if (told.ok) return told.value
  // It may be somebody whom we know by the mini-program: nobody new is made of them because WeChat is busy.
  if (!known && told.action === 'retry') throw new ApiError('unavailable')
  return undefined
}

/** A new login of whom WeChat's runtime names. It has looked at them already: no code is asked for, and no secret needed. */
export async function loginCaller(deps: Deps, wx: WxIdentity | undefined, app?: App): Promise<Me & { token: string }> {
  if (!wx || !deps.sealer) throw new ApiError('bad-code')
  return openOf(deps, deps.sealer, wx, app)
}

const loginIdentified = (deps: Deps, identified: Identified, app?: App) =>
  openOf(deps, requireWechat(deps).sealer, identified, app)

async function openOf(deps: Deps, sealer: Sealer, identified: Identified, app?: App): Promise<Me & { token: string }> {
  const id = await personOf(deps.db, sealer, identified, newPersonId(deps.random), deps.now())
  return openLogin(deps, id, app)
}
