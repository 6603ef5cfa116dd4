import Taro from '@tarojs/taro'

/** WeChat can be asked here. */
export const canSubscribe = true

/** Which of these templates they will be sent one message of. WeChat asks only while a tap is being answered: wait for nothing before. */
export async function requestSubscriptions(ids: readonly string[]): Promise<string[]> {
  try {
    // `entityIds` is Alipay's; the types want it of everybody.
    const response: object = await Taro.requestSubscribeMessage({ tmplIds: [...ids], entityIds: [] })
    const answers = Object.entries(response).filter(([, answer]) => String(answer).startsWith('accept'))
    return ids.filter((id) => answers.some(([asked]) => asked === id))
  } catch {
    // Switched off in WeChat's settings, or already asking.
    return []
  }
}
