import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { NameCard } from '@/features/account/name/held-name-card'
import { useNames } from '@/features/account/name/store'
import { DeskScreen } from '@/manager/manager-screen'
import type { Settled } from '@/platform/network/to-outcome'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { Some } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'

export default function NamesPage() {
  const { t } = useDeskWords()
  const now = useNow()
  const names = useNames((state) => state.names)
  const [loaded, setLoaded] = useState<Settled>()
  const refresh = () => useNames.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <DeskScreen act="oversee" title={t('names.title')} wide>
      <View className="stack">
        <Text className="soft">{t('names.what')}</Text>
        {!names && <Asking loaded={loaded} onAgain={refresh} />}
        {names && loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        {names?.length === 0 && <Empty text={t('names.none')} />}
        <Some of={names ?? []} className="desk">
          {(held) => <NameCard key={held.person} held={held} now={now} />}
        </Some>
      </View>
    </DeskScreen>
  )
}
