import { addDays, type Day, dayOf, type Instant } from '@core/base/time'
import { Chips } from '@/ui/fields/chips'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayShortDay } from '@/words/time-text'

const DAYS = 14

/** Day chips: today and the 13 days before. */
export function PastDayStrip({ now, on, onChoose }: { now: Instant; on: Day; onChoose: (day: Day) => void }) {
  const words = useManagerWords()
  const { t } = words
  const chips = Array.from({ length: DAYS }, (_, back) => {
    const day = addDays(dayOf(now), -back)
    const { name, date } = sayShortDay(words, day, now)
    return { key: day, name: back === 1 ? t('sheet.yesterday') : name, under: date }
  })
  return <Chips label={t('day.which')} chips={chips} on={on} onChoose={onChoose} />
}
