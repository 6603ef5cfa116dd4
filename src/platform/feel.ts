import Taro from '@tarojs/taro'

/** What a hand feels of an answer: short for yes, long for anything else. */
export function feel(good: boolean): void {
  const done = good ? Taro.vibrateShort({ type: 'medium' }) : Taro.vibrateLong()
  done.catch(() => undefined)
}
