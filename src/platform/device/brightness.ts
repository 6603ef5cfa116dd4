import Taro from '@tarojs/taro'

/** Full brightness while a code is shown; the returned function restores the previous value. */
export function brighten(): () => void {
  let before: number | undefined
  let released = false
  Taro.getScreenBrightness({
    success: ({ value }) => {
      before = value
      if (!released) Taro.setScreenBrightness({ value: 1 })
    },
  })
  Taro.setKeepScreenOn({ keepScreenOn: true })
  return () => {
    released = true
    Taro.setKeepScreenOn({ keepScreenOn: false })
    if (before !== undefined) Taro.setScreenBrightness({ value: before })
  }
}
