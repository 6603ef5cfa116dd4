import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { AppealAnswerSheet } from '@/features/booking/strike/appeal-answer-sheet'
import { AppealCard } from '@/features/booking/strike/appeal-card'
import { type Appeal, useAppeals } from '@/features/booking/strike/appeal-store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

export default function AppealsPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const appeals = useAppeals((state) => state.appeals)
  const { load } = useAppeals.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [answering, setAnswering] = useState<Appeal>()
  const refresh = () => load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <ManagerScreen act="appeal" title={t('appeal.title')} wide>
      <View className="stack">
        <Text className="soft">{t('appeal.what')}</Text>
        {!appeals && <LoadingState loaded={loaded} onAgain={refresh} />}
        {appeals && loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
        {appeals?.length === 0 && <EmptyState text={t('appeal.none')} />}
        <ShowMoreList items={appeals ?? []} className="wide-grid">
          {(appeal) => (
            <AppealCard key={appeal.strike.id} appeal={appeal} now={now} onAnswer={() => setAnswering(appeal)} />
          )}
        </ShowMoreList>
      </View>
      {answering && (
        <AppealAnswerSheet key={answering.strike.id} appeal={answering} onClose={() => setAnswering(undefined)} />
      )}
    </ManagerScreen>
  )
}
