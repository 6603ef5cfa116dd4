import { metresBetween, walkMinutes } from '@core/base/geo'
import { addDays, dayOf, instant } from '@core/base/time'
import { targetPath } from '@core/notify/scene'
import { photosOf } from '@core/place/photo'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { dayQuery } from '@/features/catalogue/session/day-query'
import { DayStrip } from '@/features/catalogue/session/day-strip'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { sessionsKey, useSessions } from '@/features/catalogue/session/store'
import { PhotoStrip } from '@/features/place/photo/photo-strip'
import { useDistrictName } from '@/features/place/station/district-name'
import { KindMark } from '@/features/place/station/kind-mark'
import { useMyLocation } from '@/features/place/station/my-location'
import { sayOpening } from '@/features/place/station/opening-text'
import { usePack, useStation } from '@/features/place/station/store'
import { Walk } from '@/features/place/station/walk'
import { go, goHome } from '@/platform/app/navigation'
import { useRequiredPageParam } from '@/platform/app/page-entry'
import { useSharing } from '@/platform/files/share'
import { sync, useSync } from '@/platform/network/sync'
import { HomeButton } from '@/ui/actions/home-button'
import { ShareButton } from '@/ui/actions/share-button'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import { StationAbout } from './station-about'
import '@/features/catalogue/session/session.scss'
import '@/features/place/station/station.scss'

const PAGE = '12'
const openSession = (id: string) => go(`/pages/session/index?id=${id}`)

export default function StationPage() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const id = useRequiredPageParam('station')
  const station = useStation(id)
  const { pack } = usePack()
  const district = useDistrictName()
  const { state } = useSync()
  const { place } = useMyLocation()
  const pace = usePace()
  const [day, setDay] = useState(dayOf(now))
  // The query stays the same while the page is open; sessions that begin meanwhile are filtered out below.
  const asked = useMemo(() => ({ station: id, ...dayQuery(day, Date.now()), limit: PAGE }), [id, day])
  const page = useSessions(({ pages }) => pages[sessionsKey(asked)])
  const load = useSessions((sessions) => sessions.load)
  useEffect(() => {
    if (id) load(asked)
  }, [asked, load])
  const card = {
    title: station ? `${station.name} · ${station.theme}` : district,
    path: targetPath('station', id),
  }
  useSharing(card)
  usePullDownRefresh(() => Promise.all([sync(), load(asked)]).finally(() => Taro.stopPullDownRefresh()))

  if (!station || !pack) {
    return (
      <Screen title={district}>
        {state === 'asking' || !id ? (
          <Skeleton label={t('loading')} />
        ) : pack ? (
          <EmptyState text={t('station.gone')} action={t('home')} onTap={goHome} />
        ) : (
          <EmptyState text={t('offline.first')} action={t('offline.again')} onTap={() => sync()} />
        )}
      </Screen>
    )
  }
  const ahead = page?.sessions.filter((session) => instant(session.startsAt) > now) ?? []
  const minutes = place && walkMinutes(metresBetween(place.spot, station), pace)
  const photos = photosOf(pack, id)
  const open = sayOpening(words, station, pack, now)
  return (
    <Screen title={station.name}>
      <View className="stack">
        <HomeButton />
        <View className="row" style="gap: 16px; align-items: flex-start">
          {minutes !== undefined && <Walk minutes={minutes} kind={station.kind} />}
          <View className="grow tight">
            <Text className="title">{station.name}</Text>
            <KindMark kind={station.kind} />
            <Text className={open.open ? 'good' : 'soft'}>{open.text}</Text>
          </View>
        </View>
        <View className="card tight">
          <Text className="heading">{station.theme}</Text>
          <Text>{station.feature}</Text>
        </View>
      </View>

      <PhotoStrip photos={photos} />

      <View className="stack section">
        <Text className="heading">{t('station.book')}</Text>
        <DayStrip now={now} on={day} onChoose={setDay} />
        <View className="stack">
          {page?.state === 'no-signal' && <Banner text={t('offline.sessions')} />}
          {!page || (page.state === 'asking' && page.sessions.length === 0) ? (
            <Skeleton count={2} label={t('loading')} />
          ) : null}
          {ahead.map((session) => (
            <SessionRow key={session.id} session={session} now={now} onTap={openSession} />
          ))}
          {page?.state === 'here' && ahead.length === 0 && !page.next && (
            <>
              <Text className="soft">{day === dayOf(now) ? t('station.over') : t('station.nothing')}</Text>
              <Button quiet onTap={() => setDay(addDays(day, 1))}>
                {t('station.next-day')}
              </Button>
            </>
          )}
          {page?.next && (
            <Button quiet onTap={() => useSessions.getState().more(asked)}>
              {t('nearby.more')}
            </Button>
          )}
        </View>
      </View>

      <StationAbout station={station} pack={pack} now={now} />
      <View className="section">
        <ShareButton card={card} />
      </View>
    </Screen>
  )
}
