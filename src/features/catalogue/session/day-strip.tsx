import type { Day } from '@core/base/time'
import { Chips } from '@/ui/fields/chips'
import { comingDays, sayShortDay } from '@/words/time-text'
import { useWords } from '@/words/use-words'

const DAYS = 14

/** Day chips for the next 14 days. */
export function DayStrip({ now, on, onChoose }: { now: number; on: Day; onChoose: (day: Day) => void }) {
  const words = useWords()
  const chips = comingDays(now, DAYS).map((day) => {
    const { name, date } = sayShortDay(words, day, now)
    return { key: day, name, under: date }
  })
  return <Chips label={words.t('day.which')} chips={chips} on={on} onChoose={onChoose} />
}
