import { isCheckInTime } from '@core/attendance/check-in'
import { instant, MINUTE } from '@core/base/time'
import { mayCancel, needsAnswer } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { PersonalScreen } from '@/features/account/person/login-needed'
import { PassCard } from '@/features/attendance/pass/pass-card'
import { BookingFacts } from '@/features/booking/booking/booking-facts'
import { type CancelKind, CancelSheet } from '@/features/booking/booking/cancel-sheet'
import { CancelledCard } from '@/features/booking/booking/cancelled-card'
import { MovedCard } from '@/features/booking/booking/moved-card'
import { OfferCard } from '@/features/booking/booking/offer-card'
import { useProxyBookings } from '@/features/booking/booking/proxy-store'
import { type BookingOutcome, useBookings } from '@/features/booking/booking/store'
import { WaitlistPlaceCard } from '@/features/booking/waitlist/place-card'
import { DrawEntry } from '@/features/catalogue/session/draw-entry'
import { CalendarButton } from '@/features/notify/calendar/calendar-button'
import { go } from '@/platform/app/navigation'
import { sync, useSync } from '@/platform/network/sync'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { Skeleton } from '@/ui/feedback/skeleton'
import { useNow } from '@/ui/layout/use-now'
import { sayOutcome } from '@/words/outcome-text'
import { sayAgo, sayMoment } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import '@/features/booking/booking/booking.scss'

/** Polling interval while waiting for a place. */
const WAITLIST_POLL_MS = MINUTE / 3

export default function BookingPage() {
  const words = useWords()
  const { t } = words
  const { id = '' } = useRouter().params
  const { bookings, passes, busy, cancel, accept, fetchPass } = useBookings()
  const { state, checkedAt } = useSync()
  const proxy = useProxyBookings((known) => known.bookings[id])
  const booking = bookings.find((one) => one.id === id) ?? proxy
  const [looking, setLooking] = useState(true)
  const pass = passes[id]
  const inLine = booking?.status === 'waiting' || booking?.status === 'offered'
  const now = useNow(inLine ? WAITLIST_POLL_MS : MINUTE)
  const [leaving, setLeaving] = useState<CancelKind>()
  const [message, setMessage] = useState('')
  const load = async () => {
    await sync()
    const own = useBookings.getState().bookings.find((one) => one.id === id)
    // Proxy bookings are not in my own list.
    if (!own) await useProxyBookings.getState().find(id)
    setLooking(false)
    const here = own ?? useProxyBookings.getState().bookings[id]
    if (here?.status === 'booked' && !useBookings.getState().passes[id]) fetchPass(id)
  }
  useDidShow(() => {
    load()
  })
  useEffect(() => {
    if (inLine) load()
  }, [now, inLine])
  usePullDownRefresh(() => load().finally(() => Taro.stopPullDownRefresh()))

  if (!booking) {
    return (
      <PersonalScreen title={t('booking.title')}>
        {looking || state === 'asking' ? (
          <Skeleton count={1} label={t('loading')} />
        ) : (
          <EmptyState
            text={t(state === 'no-signal' ? 'entry.offline' : 'booking.gone')}
            action={t('offline.again')}
            onTap={load}
          />
        )}
      </PersonalScreen>
    )
  }
  const { status, drawAt } = booking
  const asked = needsAnswer(booking, now)
  const came = booking.people.some((person) => person.came)
  const onTime = mayCancel(booking, now)
  const goes = onTime.ok || mayCancel(booking, now, true).ok
  const tell = (outcome: BookingOutcome) => {
    setLeaving(undefined)
    setMessage(sayOutcome(words, outcome))
    // A refusal means the booking has changed meanwhile.
    if (outcome.state === 'refused') load()
  }
  const yes = () => accept(booking).then(tell)
  const decline = () => setLeaving('decline')
  const seeSession = () => go(`/pages/session/index?id=${booking.session}`)
  const seeDraw = () => go(`/resident/pages/draw/index?id=${booking.session}`)
  return (
    <PersonalScreen title={status === 'booked' ? t('pass.title') : t('booking.title')}>
      <View className="stack">
        {state === 'no-signal' && (
          <Banner
            text={pass ? t('offline.pass', { ago: sayAgo(words, checkedAt ?? now, now) }) : t('offline.sessions')}
          />
        )}
        {status === 'offered' && <OfferCard booking={booking} busy={busy} onAccept={yes} onDecline={decline} />}
        {status === 'waiting' &&
          (drawAt ? (
            <DrawEntry draw={{ at: drawAt, done: false }} signedUp now={now} onTap={seeDraw} />
          ) : (
            <WaitlistPlaceCard booking={booking} />
          ))}
        {status === 'booked' && asked && (
          <MovedCard booking={booking} now={now} busy={busy} onAccept={yes} onDecline={decline} />
        )}
        {status === 'cancelled' ? (
          <CancelledCard booking={booking} now={now} onLook={seeSession} />
        ) : status !== 'booked' ? (
          <BookingFacts booking={booking} now={now} onTap={seeSession} />
        ) : pass ? (
          <PassCard booking={booking} pass={pass} now={now} />
        ) : state === 'no-signal' ? (
          <EmptyState text={t('pass.not-here')} action={t('offline.again')} onTap={load} />
        ) : (
          <Skeleton count={1} label={t('loading')} />
        )}
        {came && <Banner icon="check" text={t('booking.came')} />}
        <ErrorText text={message} />
        {status === 'booked' && booking.wall && !came && isCheckInTime(booking, now) && (
          <Button icon="scan" onTap={() => go(`/resident/pages/check-in/index?booking=${id}`)}>
            {t('booking.check-in')}
          </Button>
        )}
        {status === 'booked' && !came && now < instant(booking.startsAt) && <CalendarButton booking={booking} />}
        {status === 'booked' && !came && now < instant(booking.endsAt) && (
          <Button quiet onTap={() => go(`/resident/pages/card/index?id=${id}`)}>
            {t('booking.card')}
          </Button>
        )}
        {status === 'waiting' && goes && now < instant(booking.startsAt) && (
          <Button quiet busy={busy} onTap={() => setLeaving('line')}>
            {t(drawAt ? 'booking.leave-draw' : 'booking.leave')}
          </Button>
        )}
        {status === 'booked' && !asked && onTime.ok && (
          <Text className="soft">
            {t('session.cancel-until', { when: sayMoment(words, instant(booking.cancelUntil), now) })}
          </Text>
        )}
        {status === 'booked' && !asked && goes && (
          <Button quiet busy={busy} onTap={() => setLeaving(onTime.ok ? 'cancel' : 'late')}>
            {t(onTime.ok ? 'booking.cancel' : 'booking.late')}
          </Button>
        )}
      </View>
      {leaving && (
        <CancelSheet
          booking={booking}
          kind={leaving}
          busy={busy}
          onConfirm={() => cancel(id, leaving === 'late').then(tell)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </PersonalScreen>
  )
}
