import { clockOf, instant } from '@core/base/time'
import { stationOf } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { countOf, type Line, rosterNow } from '@/features/attendance/roster/current-roster'
import { packOf, useDoor } from '@/features/attendance/roster/door-pack-store'
import { FlaggedList } from '@/features/attendance/roster/flagged-list'
import { RosterLine } from '@/features/attendance/roster/roster-row'
import { Verdict } from '@/features/attendance/roster/scan-result'
import { type Scanned, useScans } from '@/features/attendance/roster/scan-store'
import { useRoster } from '@/features/attendance/roster/store'
import { DeskScreen } from '@/manager/manager-screen'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Bones } from '@/ui/feedback/skeleton'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayWhen } from '@/words/time-text'
import '@/features/attendance/roster/roster.scss'

const open = (page: string) => Taro.navigateTo({ url: `/manager/pages/${page}` })

export default function RosterPage() {
  const words = useDeskWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const station = stationOf(id)
  const by = useMe((state) => state.me?.person.id ?? '')
  const pack = useDoor((state) => state.pack)
  const seen = useScans((state) => state.seen)
  const told = useRoster(({ rosters }) => rosters[id])
  const known = rosterNow(id, told, packOf(station, pack), seen)
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const [marking, setMarking] = useState<Line>()
  const [scanned, setScanned] = useState<Scanned>()
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
      <DeskScreen act="attend" station={station} title={t('roster.title')}>
        {state === 'asking' && <Bones count={3} label={t('loading')} />}
        {state === 'gone' && <Empty text={t('session.gone')} />}
        {state === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={refresh} />}
      </DeskScreen>
    )
  }
  const { session, lines, flagged, walkedIn, packedAt } = known
  const { booked, came } = countOf(lines)
  const mark = async ({ booking }: Line) => {
    setBusy(true)
    setScanned(await useScans.getState().check({ pass: booking, kind: 'in', station, session: id, by }))
    setBusy(false)
    setMarking(undefined)
    refresh()
  }
  return (
    <DeskScreen act="attend" station={station} title={t('roster.title')} wide>
      <View className="stack">
        {state === 'no-signal' && (
          <Notice text={packedAt ? t('roster.offline', { at: clockOf(instant(packedAt)) }) : t('offline.sessions')} />
        )}
        <View className="row between wrap">
          <View className="tight">
            <Text className="title">{session.title}</Text>
            <Text className="soft figure">{sayWhen(words, session, now)}</Text>
          </View>
          <Action sign="scan" onTap={() => open(`scan/index?session=${id}`)}>
            {t('manager.scan')}
          </Action>
        </View>
        <View className="row wrap">
          <Action quiet slim onTap={() => open(`proxy-booking/index?id=${id}`)}>
            {t('proxy.title')}
          </Action>
          <Action quiet slim onTap={() => open(`waitlist/index?id=${id}`)}>
            {t('roster.line')}
          </Action>
          <Action quiet slim onTap={() => open(`check-in-code/index?id=${id}`)}>
            {t('roster.wall')}
          </Action>
          <Action quiet slim onTap={() => open(`poster/index?id=${id}`)}>
            {t('poster.title')}
          </Action>
        </View>
        <Text className="heading figure">{t('roster.count', { came, booked })}</Text>
        <View className="bar">
          <View className="bar-full" style={`width: ${booked ? (came / booked) * 100 : 0}%`} />
        </View>
        {walkedIn > 0 && <Text className="figure">{t('roster.walked-in', { count: walkedIn })}</Text>}
        <FlaggedList flagged={flagged} session={session} />
        {lines.length === 0 && <Empty text={t('roster.empty')} />}
        <View className="desk">
          {lines.map((line) => (
            <RosterLine key={`${line.booking} ${line.person}`} line={line} onMark={() => setMarking(line)} />
          ))}
        </View>
      </View>
      {marking && (
        <Sheet title={t('roster.mark-sure', { name: marking.name })} onClose={() => setMarking(undefined)}>
          <Text>
            {t('roster.mark-what', { count: lines.filter((line) => line.booking === marking.booking).length })}
          </Text>
          <Action busy={busy} onTap={() => mark(marking)}>
            {t('roster.mark-yes')}
          </Action>
          <Action quiet onTap={() => Taro.navigateTo({ url: `/resident/pages/card/index?id=${marking.booking}` })}>
            {t('roster.card')}
          </Action>
        </Sheet>
      )}
      {scanned && (
        <Sheet title={t('roster.marked')} onClose={() => setScanned(undefined)}>
          <Verdict scanned={scanned} />
        </Sheet>
      )}
    </DeskScreen>
  )
}
