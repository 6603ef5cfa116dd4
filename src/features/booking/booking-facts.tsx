import type { Booking } from '@core/booking'
import { Text, View } from '@tarojs/components'
import { useWords } from '@/words/use-words'
import { sayUntil, sayWhen } from '@/words/when'

/** What it is, when, where and for whom, where no pass says so. */
export function BookingFacts({ booking, now }: { booking: Booking; now: number }) {
  const words = useWords()
  return (
    <View className="card tight">
      <Text className="heading">{booking.title}</Text>
      <Text className="figure">{sayWhen(words, booking, now)}</Text>
      <Text className="small soft">{sayUntil(words, booking, now)}</Text>
      <Text>{booking.stationName}</Text>
      <Text>{booking.people.map((person) => person.name).join('、')}</Text>
    </View>
  )
}
