import { Text, View } from '@tarojs/components'
import { Segments } from '@/ui/fields/segments'
import { Select } from '@/ui/fields/select'
import { ToggleChips } from '@/ui/fields/toggle-chips'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { Word } from '@/words/use-words'
import { formatRecurrence, NTHS, type Nth, parseRecurrence, type Recurrence, WEEKDAYS } from './recurrence'

const RHYTHMS = ['week', 'week-2', 'month'] as const
type Rhythm = (typeof RHYTHMS)[number]

const weekday = (day: number): Word => `weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`

/** Recurrence picker: weekly, every other week, or one weekday of the month. */
export function RecurrenceForm({ rrule, onChange }: { rrule: string; onChange: (rrule: string) => void }) {
  const { t } = useManagerWords()
  const rule = parseEditedRecurrence(rrule)
  if (!rule) {
    return (
      <View className="tight">
        <Text>{rrule}</Text>
        <Text className="small soft">{t('rule.other-what')}</Text>
      </View>
    )
  }
  const days = rule.every === 'week' ? rule.days : [rule.day]
  const set = (next: Recurrence) => onChange(formatRecurrence(next))
  const setRhythm = (rhythm: Rhythm) =>
    set(
      rhythm === 'month'
        ? { every: 'month', nth: 1, day: days[0] ?? 1 }
        : { every: 'week', weeks: rhythm === 'week' ? 1 : 2, days },
    )
  const toggle = (day: number) =>
    set(
      rule.every === 'month'
        ? { ...rule, day }
        : { ...rule, days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day] },
    )
  const options = WEEKDAYS.map((day) => ({ key: day as number, name: t(weekday(day)) }))
  return (
    <View className="stack">
      <Segments
        label={t('rule.rhythm')}
        options={RHYTHMS.map((key) => ({ key, name: t(`rule.rhythm.${key}`) }))}
        on={rule.every === 'month' ? 'month' : rule.weeks === 1 ? 'week' : 'week-2'}
        onChoose={setRhythm}
      />
      {rule.every === 'month' && (
        <Select
          label={t('rule.which')}
          options={NTHS.map((nth) => ({ key: String(nth), name: t(`rule.which.${nth}`) }))}
          on={String(rule.nth)}
          onChoose={(nth) => set({ ...rule, nth: Number(nth) as Nth })}
        />
      )}
      <ToggleChips label={t('rule.days')} options={options} on={days} onToggle={toggle} />
    </View>
  )
}

/** Like `parseRecurrence`, but accepts a weekly rule whose last day was untapped. */
function parseEditedRecurrence(rrule: string): Recurrence | null {
  if (!rrule.endsWith('BYDAY=')) return parseRecurrence(rrule)
  return { every: 'week', weeks: rrule.includes('INTERVAL=2') ? 2 : 1, days: [] }
}
