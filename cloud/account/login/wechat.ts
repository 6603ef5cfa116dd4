import type { App } from '@core/contract/endpoints/account/login'
import type { Me } from '@core/contract/endpoints/account/person'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { WxIdentity } from '../../base/wx-identity'
import type { Sealer } from '../../wechat/sealed'
import { requireWechat, unwrap } from '../identity/asked'
import { findIdentity, type Identified, personOf } from '../identity/queries'
import { newPersonId } from '../person/ids'
import { openLogin } from './service'

/** A new login by a code of `wx.login`. An unknown identity creates a person, without a name yet. */
export async function loginByWechatCode(deps: Deps, code: string, app?: App): Promise<Me & { token: string }> {
  const { wechat } = requireWechat(deps)
  const { openid, unionid } = unwrap(await wechat.login(code))
  return loginIdentified(deps, { appid: wechat.appid, openid, unionid }, app)
}

/** The same by an OAuth code of the official account. */
export async function loginByOfficialAccount(deps: Deps, code: string, app?: App): Promise<Me & { token: string }> {
  const { wechat } = requireWechat(deps)
  if (!wechat.official) throw new ApiError('bad-code')
  const { appid } = wechat.official
  const { openid, unionid } = unwrap(await wechat.officialLogin(code))
  return loginIdentified(deps, { appid, openid, unionid: unionid ?? (await unionidOf(deps, { appid, openid })) }, app)
}

/** Asks WeChat for the unionid, if it is not stored yet; WeChat returns it for followers of the account. */
async function unionidOf(deps: Deps, identified: Identified): Promise<string | undefined> {
  const { wechat, sealer } = requireWechat(deps)
  const known = await findIdentity(deps.db, sealer, identified)
  if (known?.union) return undefined
  const reply = await wechat.officialUnionid(identified.openid)
  if (reply.ok) return reply.value
  // They may be known from the mini-program: do not create a duplicate person because WeChat is busy.
  if (!known && reply.action === 'retry') throw new ApiError('unavailable')
  return undefined
}

/** A new login for the caller authenticated by WeChat's runtime, which needs neither a code nor a secret. */
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
