import { mayCancel } from '@core/booking'
import { instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PassCard } from '@/features/booking/pass-card'
import { useBookings } from '@/features/booking/store'
import { aria } from '@/platform/aria'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'
import { sayAgo, sayWhen } from '@/words/when'
import '@/features/booking/booking.scss'

export default function BookingPage() {
  const words = useWords()
  const { t, no } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const { bookings, passes, state, checkedAt, busy, cancel, refresh, fetchPass } = useBookings()
  const booking = bookings.find((one) => one.id === id)
  const pass = passes[id]
  const [sure, setSure] = useState(false)
  const [said, setSaid] = useState('')
  useDidShow(() => {
    refresh().then(() => {
      const known = useBookings.getState()
      const live = known.bookings.find((one) => one.id === id)?.status === 'booked'
      if (live && !known.passes[id]) fetchPass(id)
    })
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!booking) {
    return (
      <Screen title={t('pass.title')}>
        {state === 'asking' ? (
          <Bones count={1} label={t('loading')} />
        ) : (
          <Empty text={t('booking.gone')} action={t('offline.again')} onTap={refresh} />
        )}
      </Screen>
    )
  }
  const may = mayCancel(booking, now)
  const giveBack = async () => {
    const outcome = await cancel(booking.id)
    setSure(false)
    if (outcome.state === 'refused') setSaid(no(outcome.why))
    else if (outcome.state === 'wrong') setSaid(outcome.message)
    else if (outcome.state === 'unknown') setSaid(t('offline.act'))
  }
  const came = booking.people.some((person) => person.came)
  return (
    <Screen title={t('pass.title')}>
      <View className="stack">
        {state === 'no-signal' && <Notice text={t('offline.pass', { ago: sayAgo(words, checkedAt ?? now, now) })} />}
        {booking.status === 'cancelled' ? (
          <View className="card tight">
            <Text className="heading">{t('booking.cancelled')}</Text>
            <Text>{booking.title}</Text>
            <Text className="figure soft">{sayWhen(words, booking, now)}</Text>
          </View>
        ) : pass ? (
          <PassCard booking={booking} pass={pass} now={now} />
        ) : state === 'no-signal' ? (
          <Empty text={t('pass.not-here')} action={t('offline.again')} onTap={refresh} />
        ) : (
          <Bones count={1} label={t('loading')} />
        )}
        {came && <Notice sign="check" text={t('booking.came')} />}
        {said && (
          <Text className="red" {...aria({ role: 'alert' })}>
            {said}
          </Text>
        )}
        {booking.status === 'booked' && may.ok && (
          <Action quiet busy={busy} onTap={() => setSure(true)}>
            {t('booking.cancel')}
          </Action>
        )}
        {booking.status === 'booked' && !may.ok && instant(booking.endsAt) > now && !came && (
          <Text className="soft">{no(may.why)}</Text>
        )}
      </View>
      {sure && (
        <Sheet title={t('booking.cancel-sure')} onClose={() => setSure(false)}>
          <Text>{t('booking.cancel-what', { title: booking.title, count: booking.people.length })}</Text>
          <Action busy={busy} onTap={giveBack}>
            {t('booking.cancel-yes')}
          </Action>
          <Action quiet onTap={() => setSure(false)}>
            {t('booking.cancel-no')}
          </Action>
        </Sheet>
      )}
    </Screen>
  )
}
