import { metresBetween } from '@core/base/geo'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { AnswerRequest } from '@/features/catalogue/station-request/answer-request'
import { useStationRequests } from '@/features/catalogue/station-request/store'
import { usePack } from '@/features/place/station/store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Names and positions that stations ask for; the street accepts or refuses them. */
export default function StationRequestsPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const pack = usePack((state) => state.pack)
  const requests = useStationRequests((state) => state.requests)
  const { load } = useStationRequests.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = () => load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <ManagerScreen act="approve" title={t('wish.requests')} wide>
      <View className="stack">
        <Text className="soft">{t('wish.requests-what')}</Text>
        {!requests && <LoadingState loaded={loaded} onAgain={refresh} />}
        {requests?.length === 0 && <EmptyState text={t('wish.none')} />}
        <ShowMoreList items={requests ?? []} className="wide-grid">
          {(request) => {
            const station = pack?.stations.find(({ id }) => id === request.station)
            return (
              <AnswerRequest
                key={request.id}
                request={request}
                now={now}
                name={station?.name ?? request.station}
                metres={station && request.wish.kind === 'position' ? metresBetween(station, request.wish) : undefined}
              />
            )
          }}
        </ShowMoreList>
      </View>
    </ManagerScreen>
  )
}
