import Taro from '@tarojs/taro'

/** Calls the listener when the phone is online again; returns the unsubscribe function. */
export function onOnline(listener: () => void): () => void {
  const onChange = ({ isConnected }: { isConnected: boolean }) => isConnected && listener()
  Taro.onNetworkStatusChange(onChange)
  return () => Taro.offNetworkStatusChange(onChange)
}
