import { CAPACITY_MOST, SESSION_MINUTES_MOST, type SessionTemplate, SLOTS_MOST } from '@core/catalogue/offering'
import { Picker, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { NumberField } from '@/ui/fields/number-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { RecurrenceForm } from './recurrence-form'
import { sayTemplateTimes } from './recurrence-text'

type Props = {
  template: SessionTemplate
  onChange: (template: SessionTemplate) => void
  onRemove: () => void
  onDone: () => void
}

/** Form for one template: days, start, length, consecutive sessions, capacity. */
export function TemplateForm({ template, onChange, onRemove, onDone }: Props) {
  const words = useManagerWords()
  const { t } = words
  const set = (change: Partial<SessionTemplate>) => onChange({ ...template, ...change })
  return (
    <>
      <RecurrenceForm rrule={template.rrule} onChange={(rrule) => set({ rrule })} />
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
      <Button onTap={onDone}>{t('template.done')}</Button>
      <Button quiet onTap={onRemove}>
        {t('template.remove')}
      </Button>
    </>
  )
}
