import type { LoginWays } from '@core/contract/rows/account'
import Taro from '@tarojs/taro'

/** What WeChat sent a page back with, and where its reader had been going. `strange`: nobody here had asked for it. */
export type CameBack = { official: string; to?: string | undefined } | 'strange'

/** One can log in by WeChat here. */
export const hasWechat = ({ wechat }: LoginWays): boolean => wechat

/** WeChat's word for who holds this phone: once, for five minutes; undefined where it has none to give. */
export async function askWechat(_ways: LoginWays): Promise<{ code: string } | undefined> {
  try {
    const { code } = await Taro.login()
    return code ? { code } : undefined
  } catch {
    return undefined
  }
}

/** Nobody leaves the mini-program to log in. */
export const cameBack = (): CameBack | undefined => undefined
