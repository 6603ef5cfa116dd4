import { clockOf, type Day, dayOf, instant } from '@core/base/time'
import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { ArrivalsChart } from '@/features/attendance/day-report/arrivals-chart'
import { DownloadButtons } from '@/features/attendance/day-report/download-buttons'
import { FlaggedCard } from '@/features/attendance/day-report/flagged-card'
import { PastDayStrip } from '@/features/attendance/day-report/past-day-strip'
import { ReportSessionList } from '@/features/attendance/day-report/session-list'
import { reportKey, useDayReports } from '@/features/attendance/day-report/store'
import { Totals } from '@/features/attendance/day-report/totals'
import { StationSelect } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import '@/features/attendance/day-report/day-report.scss'

export default function DayReportPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const { params } = useRouter()
  const mine = useMyStations('sheet')
  const station = mine.stations.find(({ id }) => id === (mine.one ?? params.station)) ?? mine.stations[0]
  const [day, setDay] = useState<Day>(() => dayOf(Date.now()))
  const [loaded, setLoaded] = useState<CallOutcome>()
  const sheet = useDayReports(({ reports: sheets }) => (station ? sheets[reportKey(station.id, day)] : undefined))
  const { load } = useDayReports.getState()
  const refresh = async () => {
    if (station) setLoaded(await load(station.id, day))
  }
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [station?.id, day])
  useDidShow(() => {
    // The first load is the effect's.
    if (loaded) refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  /** Defined only if the report has anything to show. */
  const some = sheet && sheet.sessions.length + sheet.flagged.length > 0 ? sheet : undefined
  if (!station && !mine.unknown) {
    return (
      <ManagerScreen act="sheet" station={params.station} title={t('sheet.title')}>
        <EmptyState text={t('manager.none')} />
      </ManagerScreen>
    )
  }
  return (
    <ManagerScreen act="sheet" station={params.station} title={t('sheet.title')} wide>
      <View className="stack">
        <PastDayStrip now={now} on={day} onChoose={setDay} />
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
              <StationSelect stations={mine.stations} on={station?.id} onChoose={mine.chooseOne} />
            )}
            {some && <Totals sheet={some} />}
            {some && <DownloadButtons key={reportKey(some.station, day)} sheet={some} />}
          </View>
          {some && <ArrivalsChart arrivals={some.arrivals} />}
        </View>
        {!sheet && <LoadingState loaded={loaded} onAgain={refresh} />}
        {sheet && loaded?.state === 'no-signal' && (
          <Banner text={t('sheet.offline', { at: clockOf(instant(sheet.at)) })} />
        )}
        {sheet && !some && <EmptyState text={t('sheet.no-sessions')} />}
        {some && some.flagged.length > 0 && <FlaggedCard flagged={some.flagged} />}
        {some && <ReportSessionList key={reportKey(some.station, day)} sheet={some} />}
      </View>
    </ManagerScreen>
  )
}
