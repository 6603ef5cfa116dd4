import Taro from '@tarojs/taro'

/** Told when there is signal again; what it returns ends that. */
export function onOnline(listener: () => void): () => void {
  const heard = ({ isConnected }: { isConnected: boolean }) => isConnected && listener()
  Taro.onNetworkStatusChange(heard)
  return () => Taro.offNetworkStatusChange(heard)
}
