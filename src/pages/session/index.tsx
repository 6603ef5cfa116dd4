import { metresBetween, walkMinutes } from '@core/base/geo'
import { stationOf } from '@core/catalogue/session'
import { pathOf } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { householdOf, useMe } from '@/features/account/person/store'
import { BookingCard } from '@/features/booking/booking/booking-card'
import { DrawEntry } from '@/features/catalogue/session/draw-entry'
import { SessionFacts } from '@/features/catalogue/session/session-facts'
import { useSessions } from '@/features/catalogue/session/store'
import { askToTell, learnTemplates } from '@/features/notify/message/subscribe-permissions'
import { usePlace } from '@/features/place/station/my-location'
import { useStation } from '@/features/place/station/store'
import { goHome, useAbout } from '@/platform/app/page-entry'
import { preview } from '@/platform/app/timeline-preview'
import { useSharing } from '@/platform/files/share'
import { WayHome } from '@/ui/actions/home-button'
import { ShareButton } from '@/ui/actions/share-button'
import { Empty } from '@/ui/feedback/empty-state'
import { Bones } from '@/ui/feedback/skeleton'
import { usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import { InsteadList } from './alternatives'
import { Foot } from './booking-footer'
import { Who } from './people-section'
import { sayCard } from './share-text'
import { useInstead } from './use-alternatives'
import { useWish } from './use-booking-request'
import '@/features/catalogue/session/session.scss'

/** Noes that another day or another station answers. */
const ELSEWHERE = ['full', 'called-off', 'started', 'not-open-yet', 'overlap', 'draw-on', 'too-many']
const openBooking = (id: string) => Taro.navigateTo({ url: `/pages/booking/index?id=${id}` })

export default function SessionPage() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const id = useAbout('session')
  const detail = useSessions(({ details }) => details[id])
  const open = useSessions((sessions) => sessions.open)
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const station = useStation(stationOf(id))
  const place = usePlace((known) => known.place)
  const pace = usePace()
  const me = useMe((known) => known.me)
  const people = householdOf(me)
  const wish = useWish(detail, people, now)
  const card = {
    title: detail ? sayCard(words, detail.session, station) : t('app.name'),
    // A code may have called it by a short name.
    path: pathOf('session', detail?.session.id ?? id),
  }
  useSharing(card)
  const refresh = () => open(id).then(setState)
  useDidShow(() => {
    if (id) refresh()
    if (me) learnTemplates()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  const noes = wish.told.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.why] : []))
  const elsewhere = [wish.hindered, ...noes].some((why) => why && ELSEWHERE.includes(why.refusal))
  const short = wish.prospect === 'line' || wish.prospect === 'some'
  const instead = useInstead(detail, wish.picked.length, elsewhere || short, now)

  const submit = async () => {
    // Beside it: what they tapped waits for no answer.
    askToTell((wish.prospect ?? 'seats') !== 'seats')
    const told = await wish.submit()
    const [only] = told
    if (told.length === 1 && only?.outcome.state === 'done')
      return Taro.redirectTo({ url: `/pages/booking/index?id=${only.outcome.answer.booking.id}` })
    return refresh()
  }

  if (!detail) {
    return (
      <Screen title={t('session.title')}>
        {state === 'asking' && <Bones count={2} label={t('loading')} />}
        {state === 'gone' && (
          <Empty
            text={t('session.gone')}
            action={station ? station.name : t('home')}
            onTap={station ? () => Taro.redirectTo({ url: pathOf('station', station.id) }) : goHome}
          />
        )}
        {state === 'no-signal' && <Empty text={t('offline.sessions')} action={t('offline.again')} onTap={refresh} />}
      </Screen>
    )
  }
  const { session, offering } = detail
  const minutes = place && station && walkMinutes(metresBetween(place.spot, station), pace)
  return (
    <Screen title={session.title} footed>
      <WayHome />
      <SessionFacts session={session} offering={offering} station={station} minutes={minutes} now={now} />
      {session.draw && (
        <View className="section">
          <DrawEntry
            draw={session.draw}
            now={now}
            onTap={() => preview || Taro.navigateTo({ url: `/resident/pages/draw/index?id=${session.id}` })}
          />
        </View>
      )}
      {wish.mine.length > 0 && (
        <View className="stack section">
          <Text className="heading">{t('session.mine')}</Text>
          {wish.mine.map((booking) => (
            <BookingCard key={booking.id} booking={booking} now={now} onTap={openBooking} />
          ))}
        </View>
      )}
      <View className="section">
        <ShareButton card={card} />
      </View>
      {!preview && (
        <>
          <Who people={people} wish={wish} loggedIn={!!me} now={now} />
          <InsteadList instead={instead} now={now} />
          <Foot session={session} wish={wish} loggedIn={!!me} now={now} onSubmit={submit} />
        </>
      )}
    </Screen>
  )
}
