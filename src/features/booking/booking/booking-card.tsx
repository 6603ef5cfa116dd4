import { type Booking, needsAnswer } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { sayBookingStatus } from './status-text'

/** One of my bookings in a list. The time comes first, because people look for it. */
export function BookingCard({ booking, now, onTap }: { booking: Booking; now: number; onTap: (id: string) => void }) {
  const words = useWords()
  const came = booking.people.some((person) => person.came)
  const state = sayBookingStatus(words, booking, now)
  const tone = needsAnswer(booking, now) ? 'small red' : came ? 'small good' : 'small soft'
  const when = sayWhen(words, booking, now)
  const who = booking.people.map((person) => person.name).join('、')
  return (
    <Touchable
      className={booking.status === 'cancelled' ? 'card row gone' : 'card row'}
      label={[booking.title, when, booking.stationName, who, state].join('，')}
      onTap={() => onTap(booking.id)}
    >
      <View className="grow tight">
        <Text className="heading">{booking.title}</Text>
        <Text className="figure">{when}</Text>
        <Text className="small soft">
          {booking.stationName} · {who}
        </Text>
        <Text className={tone}>{state}</Text>
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
