import { clockOf, type Day, dayOf, instant } from '@core/time'
import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { FlaggedCard } from '@/features/sheet/flagged-card'
import { PastDays } from '@/features/sheet/past-days'
import { Picture } from '@/features/sheet/picture'
import { SaveButtons } from '@/features/sheet/save-buttons'
import { SessionList } from '@/features/sheet/session-list'
import { keyOf, useSheets } from '@/features/sheet/store'
import { Sums } from '@/features/sheet/sums'
import { StationChoice } from '@/features/station/station-choice'
import { StreetPicker } from '@/features/station/street-picker'
import { DeskScreen } from '@/manager/desk-screen'
import { useMyStations } from '@/manager/use-my-stations'
import type { Settled } from '@/platform/settle'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import '@/features/sheet/sheet.scss'

export default function SheetPage() {
  const { t } = useDeskWords()
  const now = useNow()
  const { params } = useRouter()
  const mine = useMyStations('sheet')
  const station = mine.stations.find(({ id }) => id === (mine.one ?? params.station)) ?? mine.stations[0]
  const [day, setDay] = useState<Day>(() => dayOf(Date.now()))
  const [loaded, setLoaded] = useState<Settled>()
  const sheet = useSheets(({ sheets }) => (station ? sheets[keyOf(station.id, day)] : undefined))
  const { load } = useSheets.getState()
  const refresh = async () => {
    if (station) setLoaded(await load(station.id, day))
  }
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [station?.id, day])
  useDidShow(() => {
    // The first time, the effect asks.
    if (loaded) refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  /** With anything on it. */
  const some = sheet && sheet.sessions.length + sheet.flagged.length > 0 ? sheet : undefined
  if (!station && !mine.unknown) {
    return (
      <DeskScreen act="sheet" station={params.station} title={t('sheet.title')}>
        <Empty text={t('manager.none')} />
      </DeskScreen>
    )
  }
  return (
    <DeskScreen act="sheet" station={params.station} title={t('sheet.title')} wide>
      <View className="stack">
        <PastDays now={now} on={day} onChoose={setDay} />
        <View className="columns">
          <View className="stack">
            {mine.street && (
              <StreetPicker
                streets={mine.streets}
                on={mine.street.code}
                shown={mine.street.name}
                onChoose={({ code }) => mine.chooseStreet(code)}
              />
            )}
            {mine.stations.length > 1 && (
              <StationChoice stations={mine.stations} on={station?.id} onChoose={mine.chooseOne} />
            )}
            {some && <Sums sheet={some} />}
            {some && <SaveButtons key={keyOf(some.station, day)} sheet={some} />}
          </View>
          {some && <Picture arrivals={some.arrivals} />}
        </View>
        {!sheet && <Asking loaded={loaded} onAgain={refresh} />}
        {sheet && loaded?.state === 'no-signal' && (
          <Notice text={t('sheet.offline', { at: clockOf(instant(sheet.at)) })} />
        )}
        {sheet && !some && <Empty text={t('sheet.no-sessions')} />}
        {some && some.flagged.length > 0 && <FlaggedCard flagged={some.flagged} />}
        {some && <SessionList key={keyOf(some.station, day)} sheet={some} />}
      </View>
    </DeskScreen>
  )
}
