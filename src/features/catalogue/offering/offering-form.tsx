import type { Instant } from '@core/base/time'
import { OFFERING_KINDS, type Offering, SUMMARY_MOST, TITLE_MOST } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import { Chips } from '@/ui/fields/chips'
import { LabelledField } from '@/ui/fields/labelled-field'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { AudienceForm } from './audience-form'
import type { NextDays } from './offering-draft'
import { TemplateList } from './template-list'
import { TermsForm } from './terms-form'

type Props = { draft: Offering; now: Instant; nextDays: NextDays; onChange: (draft: Offering) => void }

/** Offering form. Its parts are side by side on a wide screen. */
export function OfferingForm({ draft, now, nextDays, onChange }: Props) {
  const { t } = useManagerWords()
  const set = (change: Partial<Offering>) => onChange({ ...draft, ...change })
  return (
    <View className="columns">
      <View className="stack">
        <Text className="heading">{t('offering.what')}</Text>
        <TextField
          label={t('offering.title')}
          value={draft.title}
          maxLength={TITLE_MOST}
          onChange={(title) => set({ title })}
        />
        <TextField
          multiline
          label={t('offering.summary')}
          hint={t('offering.summary-what')}
          value={draft.summary}
          maxLength={SUMMARY_MOST}
          onChange={(summary) => set({ summary })}
        />
        <LabelledField label={t('kind.which')}>
          <Chips
            label={t('kind.which')}
            chips={OFFERING_KINDS.map((kind) => ({ key: kind, name: t(`offering.${kind}`) }))}
            on={draft.kind}
            onChoose={(kind) => set({ kind })}
          />
        </LabelledField>
        <AudienceForm audience={draft.audience} onChange={(audience) => set({ audience })} />
      </View>
      <View className="stack">
        <TemplateList
          templates={draft.templates}
          now={now}
          nextDays={nextDays}
          onChange={(templates) => set({ templates })}
        />
        <Text className="heading">{t('offering.terms')}</Text>
        <TermsForm draft={draft} onChange={set} />
      </View>
    </View>
  )
}
