import type { Template } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/buttons/button'
import { Sign } from '@/ui/buttons/icon'
import { Touch } from '@/ui/buttons/touchable'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { lacksDays, newTemplate } from './offering-draft'
import { sayRule, sayTimes } from './recurrence-text'
import { TemplateForm } from './template-form'

/** As many rows as an offering may have (core/catalogue/offering). */
const MOST = 100

type Props = { templates: readonly Template[]; onChange: (templates: Template[]) => void }

/** The times it comes again; each opens to be changed. */
export function TemplateList({ templates, onChange }: Props) {
  const words = useDeskWords()
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
      <View className="desk">
        {templates.map((template, at) => {
          const days = lacksDays(template) ? t('rule.no-days') : sayRule(words, template.rrule)
          const times = `${sayTimes(words, template)} · ${t('template.places', { count: template.capacity })}`
          return (
            <Touch key={at} className="card row" label={`${days}，${times}`} onTap={() => setOpen(at)}>
              <View className="grow tight">
                <Text>{days}</Text>
                <Text className="small soft figure">{times}</Text>
              </View>
              <Sign name="next" />
            </Touch>
          )
        })}
      </View>
      {templates.length < MOST && (
        <Action quiet sign="add" onTap={add}>
          {t('template.add')}
        </Action>
      )}
      {opened && (
        <Sheet title={t('template.one')} onClose={() => setOpen(undefined)}>
          <TemplateForm
            template={opened}
            onChange={(template) => onChange(templates.map((one, at) => (at === open ? template : one)))}
            onRemove={() => {
              onChange(templates.filter((_, at) => at !== open))
              setOpen(undefined)
            }}
            onDone={() => setOpen(undefined)}
          />
        </Sheet>
      )}
    </View>
  )
}
