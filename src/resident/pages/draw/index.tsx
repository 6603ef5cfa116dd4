import { instant } from '@core/base/time'
import { RECENT_WIN_DAYS } from '@core/booking/draw'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { DrawCheck } from '@/features/booking/draw/draw-check'
import { useDraws } from '@/features/booking/draw/store'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'
import '@/features/booking/draw/draw.scss'

export default function DrawPage() {
  const words = useResidentWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const draw = useDraws(({ draws }) => draws[id])
  const { load } = useDraws.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => load(id).then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  if (!draw) {
    return (
      <Screen title={t('draw.title')}>
        {loaded?.state === 'wrong' ? (
          <EmptyState text={t('draw.gone')} />
        ) : (
          <LoadingState loaded={loaded} onAgain={refresh} />
        )}
      </Screen>
    )
  }
  const { at, hash, seed, entries } = draw
  const over = instant(at) <= now
  const people = entries.reduce((total, { size }) => total + size, 0)
  return (
    <Screen title={t('draw.title')}>
      <View className="stack">
        <View className="card tight">
          <Text className="title">
            {seed
              ? t('draw.done')
              : over
                ? t('draw.on')
                : t('draw.until', { when: sayMoment(words, instant(at), now) })}
          </Text>
          {seed && <Text>{t('draw.entries', { count: entries.length, people })}</Text>}
          <Text className="soft">{t('draw.how')}</Text>
          <Text className="soft">{t('draw.lately', { days: RECENT_WIN_DAYS })}</Text>
        </View>
        <View className="card tight">
          <Text className="heading">{t('draw.hash')}</Text>
          <Text className="draw-secret">{hash}</Text>
          {seed && (
            <>
              <Text className="heading">{t('draw.seed')}</Text>
              <Text className="draw-secret">{seed}</Text>
            </>
          )}
        </View>
        {seed && <DrawCheck draw={draw} />}
      </View>
    </Screen>
  )
}
