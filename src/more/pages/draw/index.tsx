import { WON_LATELY_DAYS } from '@core/draw'
import { instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useDraws } from '@/features/draw/store'
import { DrawVerdict } from '@/features/draw/verdict'
import type { Settled } from '@/platform/settle'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'
import { useNow } from '@/ui/use-now'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayMoment } from '@/words/when'
import '@/features/draw/draw.scss'

export default function DrawPage() {
  const words = useMoreWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const draw = useDraws(({ draws }) => draws[id])
  const { load } = useDraws.getState()
  const [loaded, setLoaded] = useState<Settled>()
  const refresh = () => load(id).then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  if (!draw) {
    return (
      <Screen title={t('draw.title')}>
        {loaded?.state === 'wrong' ? <Empty text={t('draw.gone')} /> : <Asking loaded={loaded} onAgain={refresh} />}
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
          <Text className="soft">{t('draw.lately', { days: WON_LATELY_DAYS })}</Text>
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
        {seed && <DrawVerdict draw={draw} />}
      </View>
    </Screen>
  )
}
