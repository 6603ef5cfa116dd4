import { stationOf } from '@core/session'
import { clockOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/person/store'
import { packOf, useDoor } from '@/features/roster/door'
import { FlaggedList } from '@/features/roster/flagged-list'
import { RosterLine } from '@/features/roster/roster-line'
import { countOf, type Line, rosterNow } from '@/features/roster/roster-now'
import { type Scanned, useScans } from '@/features/roster/scans'
import { useRoster } from '@/features/roster/store'
import { Verdict } from '@/features/roster/verdict'
import { DeskScreen } from '@/manager/desk-screen'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayWhen } from '@/words/when'
import '@/features/roster/roster.scss'

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
          <Action quiet slim onTap={() => open(`proxy/index?id=${id}`)}>
            {t('proxy.title')}
          </Action>
          <Action quiet slim onTap={() => open(`line/index?id=${id}`)}>
            {t('roster.line')}
          </Action>
          <Action quiet slim onTap={() => open(`wall/index?id=${id}`)}>
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
          <Action quiet onTap={() => Taro.navigateTo({ url: `/more/pages/card/index?id=${marking.booking}` })}>
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
