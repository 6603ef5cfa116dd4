import Taro from '@tarojs/taro'

export type SystemSettings = {
  dark: boolean /** System text size relative to the default of 16. */
  scale: number
  language: string
}

const USUAL_FONT_SIZE = 16

export function readSystem(): SystemSettings {
  const {
    theme,
    fontSizeSetting = USUAL_FONT_SIZE,
    language,
  } = Taro.getAppBaseInfo() as Taro.getAppBaseInfo.Result & {
    fontSizeSetting?: number
  }
  return { dark: theme === 'dark', scale: fontSizeSetting / USUAL_FONT_SIZE, language: language ?? 'zh_CN' }
}

export const onSystemTheme = (listener: (dark: boolean) => void): void =>
  Taro.onThemeChange(({ theme }) => listener(theme === 'dark'))
