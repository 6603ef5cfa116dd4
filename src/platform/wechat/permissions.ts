import Taro from '@tarojs/taro'

const SCOPES = {
  location: 'scope.userLocation',
  camera: 'scope.camera',
  calendar: 'scope.addPhoneCalendar',
  album: 'scope.writePhotosAlbum',
} as const

/** A permission that WeChat asks the person for once; once refused, only WeChat's settings can give it. */
export type Permission = keyof typeof SCOPES

/** Taro's type does not name the calendar's scope. */
const answerIn = (settings: object, permission: Permission) =>
  (settings as Partial<Record<string, boolean>>)[SCOPES[permission]]

/** Whether the person refused it. False where they were never asked: WeChat's settings list only what was asked for. */
export async function isDenied(permission: Permission): Promise<boolean> {
  try {
    const { authSetting } = await Taro.getSetting()
    return answerIn(authSetting, permission) === false
  } catch {
    return false
  }
}

/** Opens WeChat's settings, only after a tap; whether the permission was given there. */
export async function openSettings(permission: Permission): Promise<boolean> {
  try {
    const { authSetting } = await Taro.openSetting()
    return answerIn(authSetting, permission) === true
  } catch {
    return false
  }
}
