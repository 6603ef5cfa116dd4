import Taro from '@tarojs/taro'

/** Onto the clipboard; WeChat says so itself. False when the phone will not. */
export async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
