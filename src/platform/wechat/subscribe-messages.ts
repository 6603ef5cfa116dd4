import Taro from '@tarojs/taro'

export const canSubscribe = true

/**
 * Asks to send one message of each template; returns the accepted ones. Must be called synchronously in a tap handler:
 * await nothing before.
 */
export async function requestSubscriptions(ids: readonly string[]): Promise<string[]> {
  try {
    // `entityIds` belongs to Alipay, but Taro's types require it.
    const response: object = await Taro.requestSubscribeMessage({ tmplIds: [...ids], entityIds: [] })
    const answers = Object.entries(response).filter(([, answer]) => String(answer).startsWith('accept'))
    return ids.filter((id) => answers.some(([asked]) => asked === id))
  } catch {
    // Switched off in WeChat's settings, or a prompt is already open.
    return []
  }
}
