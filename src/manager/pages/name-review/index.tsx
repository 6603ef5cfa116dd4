import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { HeldNameCard } from '@/features/account/name/held-name-card'
import { useHeldNames } from '@/features/account/name/store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

export default function NameReviewPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const names = useHeldNames((state) => state.names)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => useHeldNames.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <ManagerScreen act="oversee" title={t('names.title')} wide>
      <View className="stack">
        <Text className="soft">{t('names.what')}</Text>
        {!names && <LoadingState loaded={loaded} onAgain={refresh} />}
        {names && loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
        {names?.length === 0 && <EmptyState text={t('names.none')} />}
        <ShowMoreList items={names ?? []} className="wide-grid">
          {(held) => <HeldNameCard key={held.person} held={held} now={now} />}
        </ShowMoreList>
      </View>
    </ManagerScreen>
  )
}
