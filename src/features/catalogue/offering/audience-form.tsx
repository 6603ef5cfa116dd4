import type { Standing } from '@core/account/standing'
import { AGE_MOST, type Audience } from '@core/catalogue/offering'
import { View } from '@tarojs/components'
import type * as v from 'valibot'
import { CheckboxRow } from '@/ui/fields/checkbox-row'
import { Chips } from '@/ui/fields/chips'
import { LabelledField } from '@/ui/fields/labelled-field'
import { NumberField } from '@/ui/fields/number-field'
import { useManagerWords } from '@/words/manager/use-manager-words'

type StandingName = v.InferOutput<typeof Standing>
const STANDINGS: StandingName[] = ['member', 'veteran', 'worker', 'enterprise']

/** Form for the audience of an offering. */
export function AudienceForm({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const { t } = useManagerWords()
  const { household, ...others } = audience
  const all = { key: undefined, name: t('audience.all') }
  return (
    <View className="stack">
      <LabelledField label={t('session.for')}>
        <Chips<StandingName | undefined>
          label={t('session.for')}
          chips={[all, ...STANDINGS.map((key) => ({ key, name: t(`audience.${key}`) }))]}
          on={audience.only}
          onChoose={(only) => onChange({ ...audience, only })}
        />
      </LabelledField>
      <View className="columns">
        <NumberField
          label={t('offering.from-age')}
          unit={t('offering.years')}
          value={audience.fromAge}
          min={0}
          max={AGE_MOST}
          optional
          onChange={(fromAge) => onChange({ ...audience, fromAge })}
        />
        <NumberField
          label={t('offering.to-age')}
          unit={t('offering.years')}
          value={audience.toAge}
          min={0}
          max={AGE_MOST}
          optional
          onChange={(toAge) => onChange({ ...audience, toAge })}
        />
      </View>
      <CheckboxRow
        label={t('offering.household')}
        hint={t('offering.household-what')}
        on={household === true}
        onTap={() => onChange(household ? others : { ...others, household: true })}
      />
    </View>
  )
}
