import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { sayUntil, sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'

/** Booking without a pass: what, when, where and for whom, with a link to the session. */
export function BookingFacts({ booking, now, onTap }: { booking: Booking; now: number; onTap: () => void }) {
  const words = useWords()
  const { title, stationName, people } = booking
  const [when, until] = [sayWhen(words, booking, now), sayUntil(words, booking, now)]
  const who = people.map((person) => person.name).join('、')
  return (
    <Touchable className="card row" label={[title, when, until, stationName, who].join('，')} onTap={onTap}>
      <View className="grow tight">
        <Text className="heading">{title}</Text>
        <Text className="figure">{when}</Text>
        <Text className="small soft">{until}</Text>
        <Text>{stationName}</Text>
        <Text>{who}</Text>
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
