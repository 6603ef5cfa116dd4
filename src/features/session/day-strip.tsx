import type { Day } from '@core/time'
import { ScrollView, Text, View } from '@tarojs/components'
import { Touch } from '@/ui/touch'
import { useWords } from '@/words/use-words'
import { comingDays, sayDay, sayShortDay } from '@/words/when'

const DAYS = 14

/** The coming fortnight, a day a chip. */
export function DayStrip({ now, on, onChoose }: { now: number; on: Day; onChoose: (day: Day) => void }) {
  const words = useWords()
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chip-scroll">
      <View className="chips">
        {comingDays(now, DAYS).map((day) => {
          const { name, date } = sayShortDay(words, day, now)
          return (
            <Touch
              key={day}
              className={day === on ? 'chip tall on' : 'chip tall'}
              label={sayDay(words, day, now)}
              selected={day === on}
              onTap={() => onChoose(day)}
            >
              <Text>{name}</Text>
              <Text className="figure">{date}</Text>
            </Touch>
          )
        })}
      </View>
    </ScrollView>
  )
}
