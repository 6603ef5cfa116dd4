import type { LoginWays } from '@core/contract/endpoints/account/login'
import Taro from '@tarojs/taro'

/** Result of WeChat's OAuth redirect: the code, and the page to return to. `strange`: a code without our state. */
export type LoginReturn = { official: string; to?: string | undefined } | 'strange'

/** Whether login with WeChat is available here. */
export const canLoginByWechat = ({ wechat, caller }: LoginWays): boolean => wechat || caller === true

/**
 * WeChat login code: single use, valid for five minutes; undefined if WeChat gives none. Not needed where WeChat tells
 * the cloud itself who calls (`caller`). `blocked`: a browser that forbids storage, never a mini-program.
 */
export async function requestWechatLogin({
  caller,
}: LoginWays): Promise<{ code: string } | { wechat: 'caller' } | 'blocked' | undefined> {
  if (caller) return { wechat: 'caller' }
  try {
    const { code } = await Taro.login()
    return code ? { code } : undefined
  } catch {
    return undefined
  }
}

/** No redirect in a mini-program. */
export const takeLoginReturn = (): LoginReturn | undefined => undefined
