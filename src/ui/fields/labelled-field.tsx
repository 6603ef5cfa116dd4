import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'

type Props = PropsWithChildren<{ label: string /** A second thing to know about it. */; hint?: string }>

/** What a field is about, above it. */
export function LabelledField({ label, hint, children }: Props) {
  return (
    <View className="tight">
      <Text className="small soft">{label}</Text>
      {children}
      {hint && <Text className="small soft">{hint}</Text>}
    </View>
  )
}
