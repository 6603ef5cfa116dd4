import type { Template } from '@core/catalogue/offering'
import { Picker, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { Action } from '@/ui/buttons/button'
import { NumberField } from '@/ui/fields/number-field'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { RuleForm } from './recurrence-form'
import { sayTimes } from './recurrence-text'

const MINUTES_MOST = 1440
const SLOTS_MOST = 96
const PLACES_MOST = 100_000

type Props = { template: Template; onChange: (template: Template) => void; onRemove: () => void; onDone: () => void }

/** On which days, from when, how long, how many one after the other, for how many. */
export function TemplateForm({ template, onChange, onRemove, onDone }: Props) {
  const words = useDeskWords()
  const { t } = words
  const set = (change: Partial<Template>) => onChange({ ...template, ...change })
  return (
    <>
      <RuleForm rrule={template.rrule} onChange={(rrule) => set({ rrule })} />
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
          least={5}
          most={MINUTES_MOST}
          onChange={(minutes = 5) => set({ minutes })}
        />
        <NumberField
          label={t('template.slots')}
          unit={t('template.slots-unit')}
          value={template.slots ?? 1}
          least={1}
          most={SLOTS_MOST}
          onChange={(slots = 1) => set({ slots: slots === 1 ? undefined : slots })}
        />
        <NumberField
          label={t('template.capacity')}
          unit={t('line.places')}
          value={template.capacity}
          least={1}
          most={PLACES_MOST}
          onChange={(capacity = 1) => set({ capacity })}
        />
      </View>
      <Text className="soft figure">{sayTimes(words, template)}</Text>
      <Action onTap={onDone}>{t('template.done')}</Action>
      <Action quiet onTap={onRemove}>
        {t('template.remove')}
      </Action>
    </>
  )
}
