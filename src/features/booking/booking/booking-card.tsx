import { asksAnswer, type Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Sign } from '@/ui/buttons/icon'
import { Touch } from '@/ui/buttons/touchable'
import { sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { sayState } from './status-text'

/** One of mine in a list: when first, since that is what one looks for. */
export function BookingCard({ booking, now, onTap }: { booking: Booking; now: number; onTap: (id: string) => void }) {
  const words = useWords()
  const came = booking.people.some((person) => person.came)
  const state = sayState(words, booking, now)
  const tone = asksAnswer(booking, now) ? 'small red' : came ? 'small good' : 'small soft'
  const when = sayWhen(words, booking, now)
  const who = booking.people.map((person) => person.name).join('、')
  return (
    <Touch
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
      <Sign name="next" />
    </Touch>
  )
}
