import type { ReportedPosition } from '@core/attendance/check-in'
import type { Spot } from '@core/base/geo'
import Taro from '@tarojs/taro'
import { askPrivacyConsent } from '../wechat/privacy-guide'

/** With a shorter timeout WeChat falls back to low accuracy. */
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

/**
 * Approximate position, good enough for walking distance; undefined when refused. WeChat asks for permission itself.
 */
export async function locate(): Promise<Spot | undefined> {
  const where = await ask({})
  return where && { lat: where.lat, lng: where.lng }
}

/** Most precise position available within a few seconds, with its accuracy. */
export const locatePrecisely = (): Promise<ReportedPosition | undefined> =>
  ask({ isHighAccuracy: true, highAccuracyExpireTime: HIGH_ACCURACY_TIMEOUT_MS })
