import type { Instant } from '@core/base/time'
import { type SessionTemplate, TEMPLATES_MOST } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { hasNoDays, type NextDays, newTemplate } from './offering-draft'
import { sayRecurrence, sayTemplateTimes } from './recurrence-text'
import { TemplateForm } from './template-form'

type Props = {
  templates: readonly SessionTemplate[]
  now: Instant
  nextDays: NextDays
  onChange: (templates: SessionTemplate[]) => void
}

/** The templates of an offering; each expands to be edited. */
export function TemplateList({ templates, now, nextDays, onChange }: Props) {
  const words = useManagerWords()
  const { t } = words
  const [open, setOpen] = useState<number>()
  const opened = open === undefined ? undefined : templates[open]
  const add = () => {
    onChange([...templates, templates.at(-1) ?? newTemplate()])
    setOpen(templates.length)
  }
  return (
    <View className="stack">
      <Text className="heading">{t('template.title')}</Text>
      {templates.length === 0 && <Text className="soft">{t('template.none')}</Text>}
      <View className="wide-grid">
        {templates.map((template, at) => {
          const days = hasNoDays(template) ? t('rule.no-days') : sayRecurrence(words, template.rrule)
          const times = `${sayTemplateTimes(words, template)} · ${t('template.places', { count: template.capacity })}`
          return (
            <Touchable key={at} className="card row" label={`${days}，${times}`} onTap={() => setOpen(at)}>
              <View className="grow tight">
                <Text>{days}</Text>
                <Text className="small soft figure">{times}</Text>
              </View>
              <Icon name="next" />
            </Touchable>
          )
        })}
      </View>
      {templates.length < TEMPLATES_MOST && (
        <Button quiet icon="add" onTap={add}>
          {t('template.add')}
        </Button>
      )}
      {opened && (
        <BottomSheet title={t('template.one')} onClose={() => setOpen(undefined)}>
          <TemplateForm
            template={opened}
            now={now}
            days={nextDays([opened])}
            onChange={(template) => onChange(templates.map((one, at) => (at === open ? template : one)))}
            onRemove={() => {
              onChange(templates.filter((_, at) => at !== open))
              setOpen(undefined)
            }}
            onDone={() => setOpen(undefined)}
          />
        </BottomSheet>
      )}
    </View>
  )
}
