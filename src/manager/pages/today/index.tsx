import { Button, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { KINDS } from '@core/station'

export default function Nearby() {
  const [n, set] = useState(0)
  return (
    <View className="nearby">
      <Text>{KINDS[n]}</Text>
      <Button onClick={() => set(n + 1)}>next</Button>
    </View>
  )
}
