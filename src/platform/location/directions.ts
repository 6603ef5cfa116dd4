import Taro from '@tarojs/taro'
import { preview } from '../app/timeline-preview'

type Goal = { lat: number; lng: number; name: string; address: string }

/** WeChat's own map with its way-finding, which a preview may not open. */
export const showWay: ((goal: Goal) => void) | undefined = preview
  ? undefined
  : ({ lat, lng, name, address }) => {
      Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 17 })
    }
