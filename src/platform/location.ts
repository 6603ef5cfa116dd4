import type { Spot } from '@core/geo'
import Taro from '@tarojs/taro'

/** Where the phone is, near enough for a walk; undefined when it will not say. WeChat asks the person itself. */
export async function locate(): Promise<Spot | undefined> {
  try {
    const { latitude, longitude } = await Taro.getFuzzyLocation({ type: 'gcj02' })
    return { lat: latitude, lng: longitude }
  } catch {
    return undefined
  }
}
