import { clockOf, dayOf, instant } from '@core/base/time'
import { isOnDay } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { countArrived, currentRoster, type RosterPerson } from '@/features/attendance/roster/current-roster'
import { doorPackOf, useDoorPack } from '@/features/attendance/roster/door-pack-store'
import { FlaggedList } from '@/features/attendance/roster/flagged-list'
import { RosterRow } from '@/features/attendance/roster/roster-row'
import { ScanResultCard } from '@/features/attendance/roster/scan-result'
import { type ScanResult, useScans } from '@/features/attendance/roster/scan-store'
import { useRoster } from '@/features/attendance/roster/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { go } from '@/platform/app/navigation'
import { cloudNow } from '@/platform/network/cloud-clock'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayWhen } from '@/words/time-text'
import '@/features/attendance/roster/roster.scss'

const open = (page: string) => go(`/manager/pages/${page}`)

export default function RosterPage() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const station = stationOf(id)
  const by = useMe((state) => state.me?.person.id ?? '')
  const pack = useDoorPack((state) => state.pack)
  const seen = useScans((state) => state.seen)
  const told = useRoster(({ rosters }) => rosters[id])
  const known = currentRoster(id, told, doorPackOf(station, pack), seen)
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const [marking, setMarking] = useState<RosterPerson>()
  const [takingBack, setTakingBack] = useState<RosterPerson>()
  const [scanned, setScanned] = useState<ScanResult>()
  const [busy, setBusy] = useState(false)
  const refresh = async () => {
    await useScans.getState().send(by, '')
    setState(await useRoster.getState().load(id))
  }
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!known) {
    return (
      <ManagerScreen act="attend" station={station} title={t('roster.title')}>
        {state === 'asking' && <Skeleton count={3} label={t('loading')} />}
        {state === 'gone' && <EmptyState text={t('session.gone')} />}
        {state === 'no-signal' && <EmptyState text={t('offline.act')} action={t('offline.again')} onTap={refresh} />}
      </ManagerScreen>
    )
  }
  const { session, flagged, walkedIn, packedAt } = known
  const lines = known.lines.map((line) => ({ ...line, name: line.name || t('sheet.erased') }))
  const { booked, came } = countArrived(lines)
  const mark = async ({ booking }: RosterPerson) => {
    setBusy(true)
    setScanned(await useScans.getState().check({ pass: booking, kind: 'in', station, session: id, by }))
    setBusy(false)
    setMarking(undefined)
    refresh()
  }
  const peopleOf = ({ booking }: RosterPerson) => lines.filter((line) => line.booking === booking)
  const takeBack = (line: RosterPerson) => {
    const shown = { booking: line.booking, name: line.name, seats: peopleOf(line).length, title: session.title }
    setScanned(useScans.getState().takeBack({ ...shown, station, session: id, by }))
    setTakingBack(undefined)
    refresh()
  }
  const isToday = isOnDay(session, dayOf(cloudNow()))
  return (
    <ManagerScreen act="attend" station={station} title={t('roster.title')} wide>
      <View className="stack">
        {state === 'no-signal' && (
          <Banner text={packedAt ? t('roster.offline', { at: clockOf(instant(packedAt)) }) : t('offline.sessions')} />
        )}
        <View className="row between wrap">
          <View className="tight">
            <Text className="title">{session.title}</Text>
            <Text className="soft figure">{sayWhen(words, session, now)}</Text>
          </View>
          <Button icon="scan" onTap={() => open(`scan/index?session=${id}`)}>
            {t('manager.scan')}
          </Button>
        </View>
        <View className="row wrap">
          <Button quiet slim onTap={() => open(`proxy-booking/index?id=${id}`)}>
            {t('proxy.title')}
          </Button>
          <Button quiet slim onTap={() => open(`waitlist/index?id=${id}`)}>
            {t('roster.line')}
          </Button>
          <Button quiet slim onTap={() => open(`check-in-code/index?id=${id}`)}>
            {t('roster.wall')}
          </Button>
          <Button quiet slim onTap={() => open(`poster/index?id=${id}`)}>
            {t('poster.title')}
          </Button>
        </View>
        <Text className="heading figure">{t('roster.count', { came, booked })}</Text>
        <View className="bar">
          <View className="bar-full" style={`width: ${booked ? (came / booked) * 100 : 0}%`} />
        </View>
        {walkedIn > 0 && <Text className="figure">{t('roster.walked-in', { count: walkedIn })}</Text>}
        <FlaggedList flagged={flagged} session={session} />
        {lines.length === 0 && <EmptyState text={t('roster.empty')} />}
        <View className="wide-grid">
          {lines.map((line) => (
            <RosterRow
              key={`${line.booking} ${line.person}`}
              line={line}
              onMark={() => setMarking(line)}
              onTakeBack={isToday ? () => setTakingBack(line) : undefined}
            />
          ))}
        </View>
      </View>
      {marking && (
        <BottomSheet title={t('roster.mark-sure', { name: marking.name })} onClose={() => setMarking(undefined)}>
          <Text>{t('roster.mark-what', { count: peopleOf(marking).length })}</Text>
          <Button busy={busy} onTap={() => mark(marking)}>
            {t('roster.mark-yes')}
          </Button>
          <Button quiet onTap={() => go(`/resident/pages/card/index?id=${marking.booking}`)}>
            {t('roster.card')}
          </Button>
        </BottomSheet>
      )}
      {takingBack && (
        <BottomSheet title={t('roster.back-sure', { name: takingBack.name })} onClose={() => setTakingBack(undefined)}>
          <Text>{t('roster.back-what', { count: peopleOf(takingBack).length })}</Text>
          <Button onTap={() => takeBack(takingBack)}>{t('roster.back-yes')}</Button>
        </BottomSheet>
      )}
      {scanned && (
        <BottomSheet
          title={t(scanned.state === 'taken-back' ? 'roster.back' : 'roster.marked')}
          onClose={() => setScanned(undefined)}
        >
          <ScanResultCard scanned={scanned} />
        </BottomSheet>
      )}
    </ManagerScreen>
  )
}
