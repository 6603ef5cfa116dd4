import { metresBetween, walkMinutes } from '@core/geo'
import { pathOf } from '@core/scene'
import { addDays, dayOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { askDay } from '@/features/session/ask-day'
import { DayStrip } from '@/features/session/day-strip'
import { SessionRow } from '@/features/session/session-row'
import { keyOf, useSessions } from '@/features/session/store'
import { KindMark } from '@/features/station/kind-mark'
import { sayOpen } from '@/features/station/open-words'
import { usePlace } from '@/features/station/place'
import { usePack, useStation } from '@/features/station/store'
import { Walk } from '@/features/station/walk'
import { goHome, useAbout } from '@/platform/opened'
import { preview } from '@/platform/preview'
import { useSharing } from '@/platform/share'
import { sync, useSync } from '@/platform/sync'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { usePace } from '@/ui/look'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { ShareButton } from '@/ui/share-button'
import { useNow } from '@/ui/use-now'
import { WayHome } from '@/ui/way-home'
import { useWords } from '@/words/use-words'
import { About } from './about'
import '@/features/session/session.scss'
import '@/features/station/station.scss'

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
