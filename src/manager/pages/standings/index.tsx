import { GIVEN_STANDINGS, type GivenStanding } from '@core/account/standing-list'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { StandingHolderRow } from '@/features/account/standing/holder-row'
import { StandingListForm } from '@/features/account/standing/list-form'
import { useStandings } from '@/features/account/standing/store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { Segments } from '@/ui/fields/segments'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Who is known to be a veteran, a worker or of an enterprise: given by a list, taken back one by one. */
export default function StandingsPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const [kind, setKind] = useState<GivenStanding>('veteran')
  const list = useStandings(({ lists }) => lists[kind])
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => useStandings.getState().load(kind).then(setLoaded)
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [kind])
  useDidShow(() => {
    if (list) refresh()
  })
  return (
    <ManagerScreen act="vouch" title={t('standing.title')} wide>
      <View className="stack">
        <Text className="soft">{t('standing.what')}</Text>
        <Segments
          label={t('standing.title')}
          options={GIVEN_STANDINGS.map((key) => ({ key, name: t(`standing.${key}`) }))}
          on={kind}
          onChoose={setKind}
        />
        <View className="columns">
          <StandingListForm key={kind} kind={kind} now={now} />
          <View className="stack">
            {list ? (
              <Text className="heading">{t('standing.count', { count: list.count, awaited: list.awaited })}</Text>
            ) : (
              <LoadingState loaded={loaded} onAgain={refresh} />
            )}
            <ShowMoreList items={list?.held ?? []} className="stack">
              {(held) => <StandingHolderRow key={held.id} held={held} now={now} />}
            </ShowMoreList>
          </View>
        </View>
      </View>
    </ManagerScreen>
  )
}
