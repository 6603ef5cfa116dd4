import { metresBetween, walkMinutes } from '@core/base/geo'
import { targetPath } from '@core/notify/scene'
import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { householdOf, useMe } from '@/features/account/person/store'
import { BookingCard } from '@/features/booking/booking/booking-card'
import { DrawEntry } from '@/features/catalogue/session/draw-entry'
import { SessionFacts } from '@/features/catalogue/session/session-facts'
import { useSessions } from '@/features/catalogue/session/store'
import { askSubscriptions, loadTemplates } from '@/features/notify/message/subscribe-permissions'
import { useDistrictName } from '@/features/place/station/district-name'
import { useMyLocation } from '@/features/place/station/my-location'
import { useStation } from '@/features/place/station/store'
import { go, goHome, goInstead } from '@/platform/app/navigation'
import { useRequiredPageParam } from '@/platform/app/page-entry'
import { isTimelinePreview } from '@/platform/app/timeline-preview'
import { useSharing } from '@/platform/files/share'
import { HomeButton } from '@/ui/actions/home-button'
import { ShareButton } from '@/ui/actions/share-button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { usePace } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'
import { AlternativesList } from './alternatives'
import { BookingFooter } from './booking-footer'
import { PeopleSection } from './people-section'
import { sayShareTitle } from './share-text'
import { useAlternatives } from './use-alternatives'
import { useBookingRequest } from './use-booking-request'
import '@/features/catalogue/session/session.scss'

/** Refusals for which another day or station helps. */
const REFUSALS_WITH_ALTERNATIVES = ['full', 'called-off', 'started', 'not-open-yet', 'overlap', 'draw-on', 'too-many']
const openBooking = (id: string) => go(`/pages/booking/index?id=${id}`)

export default function SessionPage() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const id = useRequiredPageParam('session')
  const detail = useSessions(({ details }) => details[id])
  const open = useSessions((sessions) => sessions.open)
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const station = useStation(stationOf(id))
  const district = useDistrictName()
  const place = useMyLocation((known) => known.place)
  const pace = usePace()
  const me = useMe((known) => known.me)
  const people = householdOf(me)
  const request = useBookingRequest(detail, people, now)
  const card = {
    title: detail ? sayShareTitle(words, detail.session, station) : district,
    // A scanned code may carry a short id, so the loaded session's is used.
    path: targetPath('session', detail?.session.id ?? id),
  }
  useSharing(card)
  const refresh = () => open(id).then(setState)
  useDidShow(() => {
    if (id) refresh()
    if (me) loadTemplates()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  const refusals = request.told.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.why] : []))
  const elsewhere = [request.blockedBy, ...refusals].some(
    (why) => why && REFUSALS_WITH_ALTERNATIVES.includes(why.refusal),
  )
  const short = request.outlook === 'line' || request.outlook === 'some'
  const alternatives = useAlternatives(detail, request.picked.length, elsewhere || short, now)

  const submit = async () => {
    // Not awaited: booking does not wait for the answer.
    askSubscriptions((request.outlook ?? 'seats') !== 'seats')
    const told = await request.submit()
    const [only] = told
    if (told.length === 1 && only?.outcome.state === 'done')
      return goInstead(`/pages/booking/index?id=${only.outcome.answer.booking.id}`)
    return refresh()
  }

  if (!detail) {
    return (
      <Screen title={t('session.title')}>
        {state === 'asking' && <Skeleton count={2} label={t('loading')} />}
        {state === 'gone' && (
          <EmptyState
            text={t('session.gone')}
            action={station ? station.name : t('home')}
            onTap={station ? () => goInstead(targetPath('station', station.id)) : goHome}
          />
        )}
        {state === 'no-signal' && (
          <EmptyState text={t('offline.sessions')} action={t('offline.again')} onTap={refresh} />
        )}
      </Screen>
    )
  }
  const { session, offering } = detail
  const minutes = place && station && walkMinutes(metresBetween(place.spot, station), pace)
  return (
    <Screen title={session.title} hasFooter>
      <HomeButton />
      <SessionFacts session={session} offering={offering} station={station} minutes={minutes} now={now} />
      {session.draw && (
        <View className="section">
          <DrawEntry draw={session.draw} now={now} onTap={() => go(`/resident/pages/draw/index?id=${session.id}`)} />
        </View>
      )}
      {request.mine.length > 0 && (
        <View className="stack section">
          <Text className="heading">{t('session.mine')}</Text>
          {request.mine.map((booking) => (
            <BookingCard key={booking.id} booking={booking} now={now} onTap={openBooking} />
          ))}
        </View>
      )}
      <View className="section">
        <ShareButton card={card} />
      </View>
      {!isTimelinePreview && (
        <>
          <PeopleSection people={people} request={request} loggedIn={!!me} now={now} />
          <AlternativesList instead={alternatives} now={now} />
          <BookingFooter session={session} request={request} loggedIn={!!me} now={now} onSubmit={submit} />
        </>
      )}
    </Screen>
  )
}
