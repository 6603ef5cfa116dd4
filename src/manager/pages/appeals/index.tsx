import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { AnswerSheet } from '@/features/booking/strike/appeal-answer-sheet'
import { AppealCard } from '@/features/booking/strike/appeal-card'
import { type Appeal, useAppeals } from '@/features/booking/strike/appeal-store'
import { DeskScreen } from '@/manager/manager-screen'
import type { Settled } from '@/platform/network/to-outcome'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { Some } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'

export default function AppealsPage() {
  const { t } = useDeskWords()
  const now = useNow()
  const appeals = useAppeals((state) => state.appeals)
  const { load } = useAppeals.getState()
  const [loaded, setLoaded] = useState<Settled>()
  const [answering, setAnswering] = useState<Appeal>()
  const refresh = () => load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <DeskScreen act="appeal" title={t('appeal.title')} wide>
      <View className="stack">
        <Text className="soft">{t('appeal.what')}</Text>
        {!appeals && <Asking loaded={loaded} onAgain={refresh} />}
        {appeals && loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        {appeals?.length === 0 && <Empty text={t('appeal.none')} />}
        <Some of={appeals ?? []} className="desk">
          {(appeal) => (
            <AppealCard key={appeal.strike.id} appeal={appeal} now={now} onAnswer={() => setAnswering(appeal)} />
          )}
        </Some>
      </View>
      {answering && (
        <AnswerSheet key={answering.strike.id} appeal={answering} onClose={() => setAnswering(undefined)} />
      )}
    </DeskScreen>
  )
}
