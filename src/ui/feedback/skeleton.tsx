import { View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

/** Skeleton cards while loading. */
export function Skeleton({ count = 4, label }: { count?: number; label: string }) {
  return (
    <View className="stack" {...aria({ role: 'status', label })}>
      {Array.from({ length: count }, (_, at) => (
        <View key={at} className="card stack">
          <View className="skeleton-bar" style="width: 60%; height: 22px" />
          <View className="skeleton-bar" style="width: 85%; height: 16px" />
          <View className="skeleton-bar" style="width: 40%; height: 16px" />
        </View>
      ))}
    </View>
  )
}
