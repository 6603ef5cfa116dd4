import type { Person } from '@core/account/person'
import { mayBook } from '@core/booking/booking'
import { isDrawing } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PersonForm } from '@/features/account/person/person-form'
import { useWards } from '@/features/account/person/ward-store'
import { useProxyBookings } from '@/features/booking/booking/proxy-store'
import { sayPlacesLeft } from '@/features/catalogue/session/places-left'
import { useSessions } from '@/features/catalogue/session/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayWhen } from '@/words/time-text'
import { BookingOutcomeCard } from './booking-outcome'
import { ConfirmBooking } from './confirm-booking'
import { WardList } from './ward-list'

/** Proxy booking page: a worker books for somebody without a phone (whom, confirm, door code or card). */
export default function ProxyBookingPage() {
  const words = useManagerWords()
  const { t, no } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const detail = useSessions(({ details }) => details[id])
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const [doing, setDoing] = useState<'new' | Person>()
  const [made, setMade] = useState<string>()
  const booking = useProxyBookings(({ bookings }) => (made ? bookings[made] : undefined))
  const openSession = () => useSessions.getState().open(id).then(setState)
  const refresh = () =>
    Promise.all([
      openSession(),
      useWards.getState().search(useWards.getState().asked),
      useProxyBookings.getState().load(id),
    ])
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!detail) {
    return (
      <ManagerScreen act="proxy" station={stationOf(id)} title={t('proxy.title')}>
        {state === 'asking' && <Skeleton count={3} label={t('loading')} />}
        {state === 'gone' && <EmptyState text={t('session.gone')} />}
        {state === 'no-signal' && <EmptyState text={t('offline.act')} action={t('offline.again')} onTap={refresh} />}
      </ManagerScreen>
    )
  }
  const { session, offering } = detail
  const { fromAge, toAge } = offering.audience
  const aged = fromAge !== undefined || toAge !== undefined
  const may = mayBook(session, offering, [], now)
  const blockedBy = !may.ok ? no(may.why) : isDrawing(session, now) ? no({ refusal: 'draw-on' }) : ''
  const done = (fresh?: string) => {
    setDoing(undefined)
    setMade(fresh)
    refresh()
  }
  return (
    <ManagerScreen act="proxy" station={stationOf(id)} title={t('proxy.title')}>
      <View className="stack">
        <View className="tight">
          <Text className="title">{session.title}</Text>
          <Text className="soft figure">
            {sayWhen(words, session, now)} · {sayPlacesLeft(words, session)}
          </Text>
        </View>
        {booking ? (
          <BookingOutcomeCard booking={booking} onNext={() => setMade(undefined)} />
        ) : blockedBy ? (
          <ErrorText text={blockedBy} />
        ) : (
          <WardList detail={detail} onNew={() => setDoing('new')} onChoose={setDoing} />
        )}
      </View>
      {doing === 'new' && (
        <BottomSheet title={t('proxy.new')} onClose={() => setDoing(undefined)}>
          <Text className="soft">{t(aged ? 'proxy.new-aged' : 'proxy.new-what')}</Text>
          <PersonForm wardOf={session.station} now={now} onDone={setDoing} />
        </BottomSheet>
      )}
      {doing && doing !== 'new' && (
        <ConfirmBooking
          ward={doing}
          detail={detail}
          now={now}
          onFull={openSession}
          onDone={done}
          onClose={() => setDoing(undefined)}
        />
      )}
    </ManagerScreen>
  )
}
