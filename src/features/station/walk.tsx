import type { Kind } from '@core/station'
import { Text, View } from '@tarojs/components'
import { Arc } from '@/ui/arc'
import { useLook } from '@/ui/look'
import { useWords } from '@/words/use-words'

/** The minutes on foot, within their part of a quarter of an hour. */
export function Walk({ minutes, kind }: { minutes: number; kind: Kind }) {
  const { t } = useWords()
  const care = useLook((look) => look.care)
  return (
    <View className="station-walk">
      <Arc minutes={minutes} hue={kind} size={care ? 76 : 60} />
      <Text className="figure station-minutes">{minutes}</Text>
      <Text className="small soft station-unit">{t('walk.unit')}</Text>
    </View>
  )
}
