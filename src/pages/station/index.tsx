import { metresBetween, walkMinutes } from '@core/base/geo'
import { addDays, dayOf, instant } from '@core/base/time'
import { pathOf } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { askDay } from '@/features/catalogue/session/day-query'
import { DayStrip } from '@/features/catalogue/session/day-strip'
import { SessionRow } from '@/features/catalogue/session/session-row'
import { keyOf, useSessions } from '@/features/catalogue/session/store'
import { KindMark } from '@/features/place/station/kind-mark'
import { usePlace } from '@/features/place/station/my-location'
import { sayOpen } from '@/features/place/station/opening-text'
import { usePack, useStation } from '@/features/place/station/store'
import { goHome, useAbout } from '@/platform/app/page-entry'
import { preview } from '@/platform/app/timeline-preview'
import { useSharing } from '@/platform/files/share'
import { sync, useSync } from '@/platform/network/sync'
import { WayHome } from '@/ui/actions/home-button'
import { ShareButton } from '@/ui/actions/share-button'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Bones } from '@/ui/feedback/skeleton'
import { Arc } from '@/ui/feedback/walk-arc'
import { useLook, usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import { About } from './station-about'
import '@/features/catalogue/session/session.scss'
import '@/features/place/station/station.scss'

const PAGE = '12'
const openSession = (id: string) => preview || Taro.navigateTo({ url: `/pages/session/index?id=${id}` })

export default function StationPage() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const id = useAbout('station')
  const station = useStation(id)
  const { pack } = usePack()
  const { state } = useSync()
  const { place } = usePlace()
  const pace = usePace()
  const care = useLook((look) => look.care)
  const [day, setDay] = useState(dayOf(now))
  // The question stays the same while one looks; what begins meanwhile is left out below.
  const asked = useMemo(() => ({ station: id, ...askDay(day, Date.now()), limit: PAGE }), [id, day])
  const page = useSessions(({ pages }) => pages[keyOf(asked)])
  const load = useSessions((sessions) => sessions.load)
  useEffect(() => {
    if (id) load(asked)
  }, [asked, load])
  const card = { title: station ? `${station.name} · ${station.theme}` : t('app.name'), path: pathOf('station', id) }
  useSharing(card)
  usePullDownRefresh(() => Promise.all([sync(), load(asked)]).finally(() => Taro.stopPullDownRefresh()))

  if (!station || !pack) {
    return (
      <Screen title={t('app.name')}>
        {state === 'asking' || !id ? (
          <Bones label={t('loading')} />
        ) : pack ? (
          <Empty text={t('station.gone')} action={t('home')} onTap={goHome} />
        ) : (
          <Empty text={t('offline.first')} action={t('offline.again')} onTap={() => sync()} />
        )}
      </Screen>
    )
  }
  const ahead = page?.sessions.filter((session) => instant(session.startsAt) > now) ?? []
  const minutes = place && walkMinutes(metresBetween(place.spot, station), pace)
  const open = sayOpen(words, station, pack, now)
  return (
    <Screen title={station.name}>
      <View className="stack">
        <WayHome />
        <View className="row" style="gap: 16px; align-items: flex-start">
          {minutes !== undefined && (
            <View className="station-walk">
              <Arc minutes={minutes} hue={station.kind} size={care ? 76 : 60} />
              <Text className="figure station-minutes">{minutes}</Text>
              <Text className="small soft station-unit">{t('walk.unit')}</Text>
            </View>
          )}
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

      <View className="stack section">
        <Text className="heading">{t('station.book')}</Text>
        <DayStrip now={now} on={day} onChoose={setDay} />
        <View className="stack">
          {page?.state === 'no-signal' && <Notice text={t('offline.sessions')} />}
          {!page || (page.state === 'asking' && page.sessions.length === 0) ? (
            <Bones count={2} label={t('loading')} />
          ) : null}
          {ahead.map((session) => (
            <SessionRow key={session.id} session={session} now={now} onTap={openSession} />
          ))}
          {page?.state === 'here' && ahead.length === 0 && !page.next && (
            <>
              <Text className="soft">{day === dayOf(now) ? t('station.over') : t('station.nothing')}</Text>
              <Action quiet onTap={() => setDay(addDays(day, 1))}>
                {t('station.next-day')}
              </Action>
            </>
          )}
          {page?.next && (
            <Action quiet onTap={() => useSessions.getState().more(asked)}>
              {t('nearby.more')}
            </Action>
          )}
        </View>
      </View>

      <About station={station} pack={pack} now={now} />
      <View className="section">
        <ShareButton card={card} />
      </View>
    </Screen>
  )
}
