import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { AnswerSheet } from '@/features/appeal/answer-sheet'
import { AppealCard } from '@/features/appeal/appeal-card'
import { type Appeal, useAppeals } from '@/features/appeal/store'
import { DeskScreen } from '@/manager/desk-screen'
import type { Settled } from '@/platform/settle'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Some } from '@/ui/some'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'

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
