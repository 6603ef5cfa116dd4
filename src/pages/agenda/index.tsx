import { metresBetween, walkMinutes } from '@core/base/geo'
import { dayOf, instant } from '@core/base/time'
import type { OfferingKind } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { askDay } from '@/features/catalogue/session/day-query'
import { DayStrip } from '@/features/catalogue/session/day-strip'
import { OfferingChips } from '@/features/catalogue/session/offering-kind-chips'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { type Asked, keyOf, useSessions } from '@/features/catalogue/session/store'
import { usePlace } from '@/features/place/station/my-location'
import { findAround } from '@/features/place/station/nearby'
import { indexOf, usePack } from '@/features/place/station/store'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Bones } from '@/ui/feedback/skeleton'
import { Segments } from '@/ui/fields/segments'
import { usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import '@/features/catalogue/session/session.scss'

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
