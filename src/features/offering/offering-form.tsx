import { OFFERING_KINDS, type Offering } from '@core/offering'
import { Text, View } from '@tarojs/components'
import { Chips } from '@/ui/chips'
import { Labelled } from '@/ui/labelled'
import { TextField } from '@/ui/text-field'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { AudienceForm } from './audience-form'
import { TemplateList } from './template-list'
import { TermsForm } from './terms-form'

const TITLE_MOST = 40
const SUMMARY_MOST = 300

/** All that is said about an offering. On a desk its parts stand side by side. */
export function OfferingForm({ draft, onChange }: { draft: Offering; onChange: (draft: Offering) => void }) {
  const { t } = useDeskWords()
  const set = (change: Partial<Offering>) => onChange({ ...draft, ...change })
  return (
    <View className="columns">
      <View className="stack">
        <Text className="heading">{t('offering.what')}</Text>
        <TextField
          label={t('offering.title')}
          value={draft.title}
          most={TITLE_MOST}
          onChange={(title) => set({ title })}
        />
        <TextField
          tall
          label={t('offering.summary')}
          hint={t('offering.summary-what')}
          value={draft.summary}
          most={SUMMARY_MOST}
          onChange={(summary) => set({ summary })}
        />
        <Labelled label={t('kind.which')}>
          <Chips
            label={t('kind.which')}
            chips={OFFERING_KINDS.map((kind) => ({ key: kind, name: t(`offering.${kind}`) }))}
            on={draft.kind}
            onChoose={(kind) => set({ kind })}
          />
        </Labelled>
        <AudienceForm audience={draft.audience} onChange={(audience) => set({ audience })} />
      </View>
      <View className="stack">
        <TemplateList templates={draft.templates} onChange={(templates) => set({ templates })} />
        <Text className="heading">{t('offering.terms')}</Text>
        <TermsForm draft={draft} onChange={set} />
      </View>
    </View>
  )
}
