import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { useDead } from '@/features/message/dead'
import { DeadCard } from '@/features/message/dead-card'
import { DeskScreen } from '@/manager/desk-screen'
import type { Settled } from '@/platform/settle'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Some } from '@/ui/some'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'

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
