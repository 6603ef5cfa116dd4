import Taro from '@tarojs/taro'

/** Copies to the clipboard; WeChat shows its own confirmation. False when the phone refuses. */
export async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
