import { instant } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { sayMoment } from '@/words/time-text'
import { useWords } from '@/words/use-words'

type Props = { booking: Booking; now: number; busy: boolean; onAccept: () => void; onDecline: () => void }

/** Moved session: old time, new time and reason, with accept and decline. Without an answer the booking stands. */
export function MovedCard({ booking, now, busy, onAccept, onDecline }: Props) {
  const words = useWords()
  const { t } = words
  const { askedFrom, startsAt, reason } = booking
  return (
    <View className="card stack">
      <Text className="title">{t('booking.moved')}</Text>
      <View className="tight">
        {askedFrom && (
          <Text className="soft figure">
            {t('booking.moved-was')} {sayMoment(words, instant(askedFrom), now)}
          </Text>
        )}
        <Text className="heading figure">
          {t('booking.moved-now')} {sayMoment(words, instant(startsAt), now)}
        </Text>
        {reason && <Text className="soft">{t('session.why', { reason })}</Text>}
      </View>
      <Text>{t('booking.moved-ask')}</Text>
      <Button busy={busy} onTap={onAccept}>
        {t('booking.moved-yes')}
      </Button>
      <Button quiet busy={busy} onTap={onDecline}>
        {t('booking.moved-no')}
      </Button>
      <Text className="soft">{t('booking.moved-silence')}</Text>
    </View>
  )
}
