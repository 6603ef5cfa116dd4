import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Sign } from '../buttons/icon'

/** One line that concerns the whole page: no network, how old this is. */
export function Notice({ text, sign = 'cloudless' }: { text: string; sign?: string }) {
  return (
    <View className="notice" {...aria({ role: 'status' })}>
      <Sign name={sign} />
      <Text className="grow">{text}</Text>
    </View>
  )
}
