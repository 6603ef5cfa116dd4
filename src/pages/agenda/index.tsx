import { metresBetween, walkMinutes } from '@core/geo'
import type { OfferingKind } from '@core/offering'
import { dayOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { askDay } from '@/features/session/ask-day'
import { DayStrip } from '@/features/session/day-strip'
import { OfferingChips } from '@/features/session/offering-chips'
import { SessionRow } from '@/features/session/session-row'
import { type Asked, keyOf, useSessions } from '@/features/session/store'
import { findAround } from '@/features/station/nearby'
import { usePlace } from '@/features/station/place'
import { indexOf, usePack } from '@/features/station/store'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { usePace } from '@/ui/look'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { Segments } from '@/ui/segments'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'
import '@/features/session/session.scss'

const openSession = (id: string) => Taro.navigateTo({ url: `/pages/session/index?id=${id}` })
const PAGE = '12'

export default function Agenda() {
  const { t } = useWords()
  const now = useNow()
  const { pack } = usePack()
  const { place } = usePlace()
  const pace = usePace()
  const [day, setDay] = useState(dayOf(now))
  const [kind, setKind] = useState<OfferingKind>()
  const [reach, setReach] = useState<'near' | 'all'>('near')
  const around = reach === 'near' && pack && place ? findAround(pack, place.spot, pace) : undefined
  const time = useMemo(() => askDay(day, Date.now()), [day])
  const asked: Asked = {
    ...time,
    ...(kind ? { kind } : {}),
    ...(around ? { station: around.map(({ station }) => station.id).join() } : {}),
    limit: PAGE,
  }
  const key = keyOf(asked)
  const page = useSessions(({ pages }) => pages[key])
  const { load, more } = useSessions.getState()
  useEffect(() => {
    load(asked)
  }, [key])
  usePullDownRefresh(() => load(asked).finally(() => Taro.stopPullDownRefresh()))
  const coming = page?.sessions.filter((session) => instant(session.startsAt) > now) ?? []
  const whereOf = (id: string): string => {
    const station = pack && indexOf(pack).byId.get(id)
    if (!station) return ''
    return place
      ? `${station.name} · ${t('walk.minutes', { minutes: walkMinutes(metresBetween(place.spot, station), pace) })}`
      : station.name
  }
  return (
    <Screen title={t('tab.agenda')} tab="agenda">
      <View className="stack">
        <View className="row between wrap">
          <Text className="title">{t('agenda.title')}</Text>
          {place && (
            <Segments
              label={t('agenda.reach')}
              on={reach}
              onChoose={setReach}
              options={[
                { key: 'near', name: t('agenda.near') },
                { key: 'all', name: t('agenda.all') },
              ]}
            />
          )}
        </View>
        <DayStrip now={now} on={day} onChoose={setDay} />
        <OfferingChips on={kind} onChoose={setKind} />
        <View className="stack">
          {page?.state === 'no-signal' && <Notice text={t('offline.sessions')} />}
          {(!page || (page.state === 'asking' && coming.length === 0)) && <Bones label={t('loading')} />}
          {coming.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              now={now}
              where={whereOf(session.station)}
              onTap={openSession}
            />
          ))}
          {page?.state === 'here' && coming.length === 0 && !page.next && <Empty text={t('agenda.nothing')} />}
          {page?.next && (
            <Action quiet busy={page.state === 'asking'} onTap={() => more(asked)}>
              {t('nearby.more')}
            </Action>
          )}
        </View>
      </View>
    </Screen>
  )
}
