import { clockOf, type Day, dayOf, instant } from '@core/base/time'
import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Picture } from '@/features/attendance/day-report/arrivals-chart'
import { SaveButtons } from '@/features/attendance/day-report/download-buttons'
import { FlaggedCard } from '@/features/attendance/day-report/flagged-card'
import { PastDays } from '@/features/attendance/day-report/past-day-strip'
import { SessionList } from '@/features/attendance/day-report/session-list'
import { keyOf, useSheets } from '@/features/attendance/day-report/store'
import { Sums } from '@/features/attendance/day-report/totals'
import { StationChoice } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { DeskScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import type { Settled } from '@/platform/network/to-outcome'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import '@/features/attendance/day-report/day-report.scss'

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
