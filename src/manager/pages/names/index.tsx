import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { NameCard } from '@/features/name/name-card'
import { useNames } from '@/features/name/store'
import { DeskScreen } from '@/manager/desk-screen'
import type { Settled } from '@/platform/settle'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Some } from '@/ui/some'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'

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
