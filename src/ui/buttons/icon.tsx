import { View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

/** Icon from scripts/assets/icons.mjs, in the size and colour of the surrounding text. */
export function Icon({ name }: { name: string }) {
  return <View className={`icon icon-${name}`} {...aria({ hidden: true })} />
}
