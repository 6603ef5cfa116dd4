import { type Day, dayOf, type Instant } from '@core/base/time'
import { CAPACITY_MOST, SESSION_MINUTES_MOST, type SessionTemplate, SLOTS_MOST } from '@core/catalogue/offering'
import { needsStart } from '@core/catalogue/template'
import { Picker, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { NumberField } from '@/ui/fields/number-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'
import { hasNoDays } from './offering-draft'
import { RecurrenceForm } from './recurrence-form'
import { sayNextDays, sayTemplateTimes } from './recurrence-text'

type Props = {
  template: SessionTemplate
  now: Instant
  /** Its next days; undefined while the station's hours are not known. */
  days: readonly Day[] | undefined
  onChange: (template: SessionTemplate) => void
  onRemove: () => void
  onDone: () => void
}

/** Form for one template: days, start of the series, time of day, length, consecutive sessions, capacity; its next days. */
export function TemplateForm({ template, now, days, onChange, onRemove, onDone }: Props) {
  const words = useManagerWords()
  const { t } = words
  const set = (change: Partial<SessionTemplate>) => onChange({ ...template, ...change })
  const { start } = template
  // Every other week counts from a day, which the manager sees and may change.
  const setRule = (rrule: string) => set({ rrule, start: start ?? (needsStart(rrule) ? dayOf(now) : undefined) })
  const startText = start ? sayDay(words, start, now) : t('person.choose')
  return (
    <>
      <RecurrenceForm rrule={template.rrule} onChange={setRule} />
      {(start || needsStart(template.rrule)) && (
        <Picker mode="date" value={start ?? dayOf(now)} onChange={({ detail }) => set({ start: detail.value })}>
          <View className="field" {...aria({ role: 'button', label: `${t('template.start')} ${startText}` })}>
            <Text className="grow">{t('template.start')}</Text>
            <Text className="figure">{startText}</Text>
          </View>
        </Picker>
      )}
      <Picker mode="time" value={template.at} onChange={({ detail }) => set({ at: detail.value.slice(0, 5) })}>
        <View className="field" {...aria({ role: 'button', label: `${t('template.at')} ${template.at}` })}>
          <Text className="grow">{t('template.at')}</Text>
          <Text className="figure">{template.at}</Text>
        </View>
      </Picker>
      <View className="columns">
        <NumberField
          label={t('template.minutes')}
          unit={t('template.minutes-unit')}
          value={template.minutes}
          min={5}
          max={SESSION_MINUTES_MOST}
          onChange={(minutes = 5) => set({ minutes })}
        />
        <NumberField
          label={t('template.slots')}
          unit={t('template.slots-unit')}
          value={template.slots ?? 1}
          min={1}
          max={SLOTS_MOST}
          onChange={(slots = 1) => set({ slots: slots === 1 ? undefined : slots })}
        />
        <NumberField
          label={t('template.capacity')}
          unit={t('line.places')}
          value={template.capacity}
          min={1}
          max={CAPACITY_MOST}
          onChange={(capacity = 1) => set({ capacity })}
        />
      </View>
      <Text className="soft figure">{sayTemplateTimes(words, template)}</Text>
      {days && !hasNoDays(template) && <Text className="soft figure">{sayNextDays(words, days, now)}</Text>}
      <Button onTap={onDone}>{t('template.done')}</Button>
      <Button quiet onTap={onRemove}>
        {t('template.remove')}
      </Button>
    </>
  )
}
