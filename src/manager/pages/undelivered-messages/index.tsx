import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { DeadCard } from '@/features/notify/message/undelivered-card'
import { useDead } from '@/features/notify/message/undelivered-store'
import { DeskScreen } from '@/manager/manager-screen'
import type { Settled } from '@/platform/network/to-outcome'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { Some } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'

export default function DeadPage() {
  const { t } = useDeskWords()
  const now = useNow()
  const messages = useDead((state) => state.messages)
  const [loaded, setLoaded] = useState<Settled>()
  const refresh = () => useDead.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <DeskScreen act="oversee" title={t('dead.title')} wide>
      <View className="stack">
        <Text className="soft">{t('dead.what')}</Text>
        {!messages && <Asking loaded={loaded} onAgain={refresh} />}
        {messages && loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        {messages?.length === 0 && <Empty text={t('dead.none')} />}
        <Some of={messages ?? []} className="desk">
          {(message) => <DeadCard key={message.id} message={message} now={now} />}
        </Some>
      </View>
    </DeskScreen>
  )
}
