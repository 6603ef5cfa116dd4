import { metresBetween, walkMinutes } from '@core/base/geo'
import { dayOf, instant } from '@core/base/time'
import type { OfferingKind } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { dayQuery } from '@/features/catalogue/session/day-query'
import { DayStrip } from '@/features/catalogue/session/day-strip'
import { OfferingKindChips } from '@/features/catalogue/session/offering-kind-chips'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { type SessionsQuery, sessionsKey, useSessions } from '@/features/catalogue/session/store'
import { useMyLocation } from '@/features/place/station/my-location'
import { findStationsAround } from '@/features/place/station/nearby'
import { packIndex, usePack } from '@/features/place/station/store'
import { go } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { Segments } from '@/ui/fields/segments'
import { usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import '@/features/catalogue/session/session.scss'

const openSession = (id: string) => go(`/pages/session/index?id=${id}`)
const PAGE = '12'

export default function Agenda() {
  const { t } = useWords()
  const now = useNow()
  const { pack } = usePack()
  const { place } = useMyLocation()
  const pace = usePace()
  const [day, setDay] = useState(dayOf(now))
  const [kind, setKind] = useState<OfferingKind>()
  const [reach, setReach] = useState<'near' | 'all'>('near')
  const around = reach === 'near' && pack && place ? findStationsAround(pack, place.spot, pace) : undefined
  const time = useMemo(() => dayQuery(day, Date.now()), [day])
  const asked: SessionsQuery = {
    ...time,
    ...(kind ? { kind } : {}),
    ...(around ? { station: around.map(({ station }) => station.id).join() } : {}),
    limit: PAGE,
  }
  const key = sessionsKey(asked)
  const page = useSessions(({ pages }) => pages[key])
  const { load, more } = useSessions.getState()
  useEffect(() => {
    load(asked)
  }, [key])
  usePullDownRefresh(() => load(asked).finally(() => Taro.stopPullDownRefresh()))
  const coming = page?.sessions.filter((session) => instant(session.startsAt) > now) ?? []
  const whereOf = (id: string): string => {
    const station = pack && packIndex(pack).byId.get(id)
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
        <OfferingKindChips on={kind} onChoose={setKind} />
        <View className="stack">
          {page?.state === 'no-signal' && <Banner text={t('offline.sessions')} />}
          {(!page || (page.state === 'asking' && coming.length === 0)) && <Skeleton label={t('loading')} />}
          {coming.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              now={now}
              where={whereOf(session.station)}
              onTap={openSession}
            />
          ))}
          {page?.state === 'here' && coming.length === 0 && !page.next && <EmptyState text={t('agenda.nothing')} />}
          {page?.next && (
            <Button quiet busy={page.state === 'asking'} onTap={() => more(asked)}>
              {t('nearby.more')}
            </Button>
          )}
        </View>
      </View>
    </Screen>
  )
}
