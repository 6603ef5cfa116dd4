import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Icon } from '../buttons/icon'

/** Status line for the whole page: offline, age of the data. */
export function Banner({ text, icon = 'cloudless' }: { text: string; icon?: string }) {
  return (
    <View className="banner" {...aria({ role: 'status' })}>
      <Icon name={icon} />
      <Text className="grow">{text}</Text>
    </View>
  )
}
