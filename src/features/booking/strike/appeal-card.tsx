import { type Instant, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'
import type { Appeal } from './appeal-store'

/** An appeal: what happened, and the resident's message. */
export function AppealCard({ appeal, now, onAnswer }: { appeal: Appeal; now: Instant; onAnswer: () => void }) {
  const words = useManagerWords()
  const { t } = words
  const { strike, name, stationName } = appeal
  return (
    <View className="card stack">
      <View className="tight">
        <Text className="heading">{name}</Text>
        <Text className="small soft figure">
          {[t(`appeal.${strike.why}`), strike.title, sayMoment(words, instant(strike.startsAt), now), stationName].join(
            ' · ',
          )}
        </Text>
      </View>
      <Text>{strike.appeal ?? ''}</Text>
      <Button quiet of={`${name}，${strike.title}`} onTap={onAnswer}>
        {t('appeal.answer')}
      </Button>
    </View>
  )
}
