import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'

type Props = PropsWithChildren<{ label: string /** Help text below the field. */; hint?: string }>

/** Field with its label above. */
export function LabelledField({ label, hint, children }: Props) {
  return (
    <View className="tight">
      <Text className="small soft">{label}</Text>
      {children}
      {hint && <Text className="small soft">{hint}</Text>}
    </View>
  )
}
