import Taro from '@tarojs/taro'

type Goal = { lat: number; lng: number; name: string; address: string }

/** WeChat's own map with its way-finding. */
export const showWay: ((goal: Goal) => void) | undefined = ({ lat, lng, name, address }) => {
  Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 17 })
}
