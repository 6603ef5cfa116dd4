import type { LoginWays } from '@core/contract/endpoints/account/login'
import Taro from '@tarojs/taro'

/** What WeChat sent a page back with, and where its reader had been going. `strange`: nobody here had asked for it. */
export type LoginReturn = { official: string; to?: string | undefined } | 'strange'

/** One can log in by WeChat here. */
export const canLoginByWechat = ({ wechat, caller }: LoginWays): boolean => wechat || caller === true

/**
 * WeChat's word for who holds this phone: a code, once, for five minutes; undefined where it has none to give. A cloud that
 * WeChat itself tells who calls wants none.
 */
export async function requestWechatLogin({
  caller,
}: LoginWays): Promise<{ code: string } | { wechat: 'caller' } | undefined> {
  if (caller) return { wechat: 'caller' }
  try {
    const { code } = await Taro.login()
    return code ? { code } : undefined
  } catch {
    return undefined
  }
}

/** Nobody leaves the mini-program to log in. */
export const takeLoginReturn = (): LoginReturn | undefined => undefined
