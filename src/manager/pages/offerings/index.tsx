import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { OfferingRow } from '@/features/catalogue/offering/offering-row'
import { useOfferings } from '@/features/catalogue/offering/store'
import { StationSelect } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { go } from '@/platform/app/navigation'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useManagerWords } from '@/words/manager/use-manager-words'

const openOffering = (query: string) => go(`/manager/pages/offering/index?${query}`)

export default function OfferingsPage() {
  const { t } = useManagerWords()
  const { stations, one, street, streets, unknown, chooseStreet, chooseOne } = useMyStations('plan')
  const station = one ?? stations[0]?.id
  const offerings = useOfferings((state) => (station ? state.offerings[station] : undefined))
  const { load } = useOfferings.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const refresh = async () => {
    if (station) setLoaded(await load(station))
  }
  useDidShow(() => {
    refresh()
  })
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [station])
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  return (
    <ManagerScreen act="plan" title={t('offering.list')} wide>
      <View className="stack">
        <Text className="soft">{t('offering.list-what')}</Text>
        {street && (
          <StreetPicker
            streets={streets}
            on={street.code}
            shown={street.name}
            onChoose={({ code }) => chooseStreet(code)}
          />
        )}
        {!unknown && stations.length === 0 && <EmptyState text={t('manager.none')} />}
        {stations.length > 1 && (
          <View className="wide-grid">
            <StationSelect stations={stations} on={station} onChoose={chooseOne} />
          </View>
        )}
        {offerings && loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
        {station && !offerings && <LoadingState loaded={loaded} onAgain={refresh} />}
        {offerings?.length === 0 && <EmptyState text={t('offering.none')} />}
        <View className="wide-grid">
          {offerings?.map((offering) => (
            <OfferingRow
              key={offering.id}
              offering={offering}
              onTap={(id) => openOffering(`station=${offering.station}&id=${id}`)}
            />
          ))}
        </View>
        {station && offerings && (
          <Button icon="add" onTap={() => openOffering(`station=${station}`)}>
            {t('offering.new')}
          </Button>
        )}
      </View>
    </ManagerScreen>
  )
}
