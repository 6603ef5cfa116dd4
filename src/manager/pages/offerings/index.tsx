import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { OfferingRow } from '@/features/catalogue/offering/offering-row'
import { useOfferings } from '@/features/catalogue/offering/store'
import { StationChoice } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { DeskScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { useDeskWords } from '@/words/manager/use-manager-words'

const openOffering = (query: string) => Taro.navigateTo({ url: `/manager/pages/offering/index?${query}` })

export default function OfferingsPage() {
  const { t } = useDeskWords()
  const { stations, one, street, streets, unknown, chooseStreet, chooseOne } = useMyStations('plan')
  const station = one ?? stations[0]?.id
  const offerings = useOfferings((state) => (station ? state.offerings[station] : undefined))
  const { load } = useOfferings.getState()
  const [loaded, setLoaded] = useState<Settled>()
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
    <DeskScreen act="plan" title={t('offering.list')} wide>
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
        {!unknown && stations.length === 0 && <Empty text={t('manager.none')} />}
        {stations.length > 1 && (
          <View className="desk">
            <StationChoice stations={stations} on={station} onChoose={chooseOne} />
          </View>
        )}
        {offerings && loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        {station && !offerings && <Asking loaded={loaded} onAgain={refresh} />}
        {offerings?.length === 0 && <Empty text={t('offering.none')} />}
        <View className="desk">
          {offerings?.map((offering) => (
            <OfferingRow
              key={offering.id}
              offering={offering}
              onTap={(id) => openOffering(`station=${offering.station}&id=${id}`)}
            />
          ))}
        </View>
        {station && offerings && (
          <Action sign="add" onTap={() => openOffering(`station=${station}`)}>
            {t('offering.new')}
          </Action>
        )}
      </View>
    </DeskScreen>
  )
}
