import type { ReportedPosition } from '@core/attendance/check-in'
import type { Spot } from '@core/base/geo'
import Taro from '@tarojs/taro'
import { askPrivacyConsent } from '../wechat/privacy-guide'

/** WeChat takes less time for no high accuracy. Milliseconds. */
const HIGH_ACCURACY_TIMEOUT_MS = 5_000

async function ask(options: Taro.getLocation.Option): Promise<ReportedPosition | undefined> {
  if (!(await askPrivacyConsent())) return undefined
  try {
    const { latitude, longitude, horizontalAccuracy } = await Taro.getLocation({ type: 'gcj02', ...options })
    return { lat: latitude, lng: longitude, accuracy: horizontalAccuracy }
  } catch {
    return undefined
  }
}

/** Where the phone is, near enough for a walk; undefined when it will not say. WeChat asks the person itself. */
export async function locate(): Promise<Spot | undefined> {
  const where = await ask({})
  return where && { lat: where.lat, lng: where.lng }
}

/** As well as it can tell in a few seconds, and how well that is. */
export const locatePrecisely = (): Promise<ReportedPosition | undefined> =>
  ask({ isHighAccuracy: true, highAccuracyExpireTime: HIGH_ACCURACY_TIMEOUT_MS })
