import { View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

/** A pictogram of scripts/assets/icons.mjs, as large and as coloured as the text it stands in. */
export function Icon({ name }: { name: string }) {
  return <View className={`icon icon-${name}`} {...aria({ hidden: true })} />
}
