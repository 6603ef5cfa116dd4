import { Text, View } from '@tarojs/components'

/** One row: what is stored, and why. */
export function PrivacyRow({ what, why }: { what: string; why: string }) {
  return (
    <View className="line">
      <View className="grow tight">
        <Text>{what}</Text>
        <Text className="small soft">{why}</Text>
      </View>
    </View>
  )
}
