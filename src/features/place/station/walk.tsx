import type { Kind } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { WalkArc } from '@/ui/feedback/walk-arc'
import { useAppearance } from '@/ui/layout/appearance'
import { useWords } from '@/words/use-words'

/** Walking minutes, as an arc of a quarter of an hour. */
export function Walk({ minutes, kind }: { minutes: number; kind: Kind }) {
  const { t } = useWords()
  const care = useAppearance((look) => look.care)
  return (
    <View className="station-walk">
      <WalkArc minutes={minutes} hue={kind} size={care ? 76 : 60} />
      <Text className="figure station-minutes">{minutes}</Text>
      <Text className="small soft station-unit">{t('walk.unit')}</Text>
    </View>
  )
}
