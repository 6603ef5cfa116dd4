import Taro from '@tarojs/taro'
import { isTimelinePreview } from '../app/timeline-preview'

type Destination = { lat: number; lng: number; name: string; address: string }

/** Opens WeChat's map with directions; a timeline preview may not. */
export const openDirections: ((goal: Destination) => void) | undefined = isTimelinePreview
  ? undefined
  : ({ lat, lng, name, address }) => {
      Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 17 })
    }
