import Taro from '@tarojs/taro'

/** WeChat's word for who holds this phone: once, for five minutes; undefined where it has none to give. */
export async function wechatCode(): Promise<string | undefined> {
  try {
    return (await Taro.login()).code || undefined
  } catch {
    return undefined
  }
}

/** One can log in by WeChat here. */
export const hasWechat = true
