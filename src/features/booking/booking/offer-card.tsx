import { HOUR, instant, MINUTE } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { useNow } from '@/ui/layout/use-now'
import { sayMoment } from '@/words/time-text'
import { useWords, type Words } from '@/words/use-words'

const SECOND = 1_000
/** Below this the countdown shows seconds. */
const SHOW_SECONDS_BELOW = 10 * MINUTE

function sayTimeLeft({ t }: Words, left: number): string {
  const seconds = Math.max(0, Math.floor(left / SECOND))
  const minutes = Math.floor(seconds / 60)
  return left >= HOUR
    ? t('left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
    : t('left.minutes', { minutes, seconds: seconds % 60 })
}

type Props = { booking: Booking; busy: boolean; onAccept: () => void; onDecline: () => void }

/** Offered place: its deadline, what happens without an answer, accept and decline. */
export function OfferCard({ booking, busy, onAccept, onDecline }: Props) {
  const words = useWords()
  const { t } = words
  const until = instant(booking.offerUntil ?? booking.startsAt)
  const now = useNow(until - Date.now() < HOUR ? SECOND : MINUTE)
  const left = until - now
  return (
    <View className="card stack">
      <Text className="title good">{t('booking.offered')}</Text>
      {left > 0 ? (
        <>
          <View className="tight">
            <Text className="heading figure">{t('booking.offer-until', { when: sayMoment(words, until, now) })}</Text>
            <Text className={left < SHOW_SECONDS_BELOW ? 'figure red' : 'figure'}>{sayTimeLeft(words, left)}</Text>
          </View>
          <Button busy={busy} onTap={onAccept}>
            {t('booking.accept')}
          </Button>
          <Button quiet busy={busy} onTap={onDecline}>
            {t('booking.decline')}
          </Button>
          <Text className="soft">{t('booking.offer-silence')}</Text>
        </>
      ) : (
        <Text>{t('booking.offer-over')}</Text>
      )}
    </View>
  )
}
