import { type Instant, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import { Action } from '@/ui/action'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayMoment } from '@/words/when'
import type { Appeal } from './store'

/** What happened, and what they say about it. */
export function AppealCard({ appeal, now, onAnswer }: { appeal: Appeal; now: Instant; onAnswer: () => void }) {
  const words = useDeskWords()
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
      <Action quiet onTap={onAnswer}>
        {t('appeal.answer')}
      </Action>
    </View>
  )
}
