import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { UndeliveredCard } from '@/features/notify/message/undelivered-card'
import { useUndelivered } from '@/features/notify/message/undelivered-store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

export default function UndeliveredMessagesPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const messages = useUndelivered((state) => state.messages)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => useUndelivered.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <ManagerScreen act="oversee" title={t('dead.title')} wide>
      <View className="stack">
        <Text className="soft">{t('dead.what')}</Text>
        {!messages && <LoadingState loaded={loaded} onAgain={refresh} />}
        {messages && loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
        {messages?.length === 0 && <EmptyState text={t('dead.none')} />}
        <ShowMoreList items={messages ?? []} className="wide-grid">
          {(message) => <UndeliveredCard key={message.id} message={message} now={now} />}
        </ShowMoreList>
      </View>
    </ManagerScreen>
  )
}
