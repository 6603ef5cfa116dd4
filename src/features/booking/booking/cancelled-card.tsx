import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'

type Props = { booking: Booking; now: number /** Opens the session, for other times. */; onLook: () => void }

/** How the booking ended and why, with a link to other times. */
export function CancelledCard({ booking, now, onLook }: Props) {
  const words = useWords()
  const { t } = words
  const { ended, reason, title, people } = booking
  return (
    <View className="card stack">
      <Text className="heading">{t('booking.cancelled')}</Text>
      {ended && <Text>{t(`booking.ended-${ended}`)}</Text>}
      {reason && <Text>{t('session.why', { reason })}</Text>}
      <View className="tight soft">
        <Text>{title}</Text>
        <Text className="figure">{sayWhen(words, booking, now)}</Text>
        <Text>{people.map((person) => person.name).join('、')}</Text>
      </View>
      <Button quiet onTap={onLook}>
        {t('booking.look-again')}
      </Button>
    </View>
  )
}
