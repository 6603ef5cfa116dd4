import type { Audience, Standing } from '@core/catalogue/offering'
import { View } from '@tarojs/components'
import type * as v from 'valibot'
import { Tick } from '@/ui/fields/checkbox-row'
import { Chips } from '@/ui/fields/chips'
import { Labelled } from '@/ui/fields/labelled-field'
import { NumberField } from '@/ui/fields/number-field'
import { useDeskWords } from '@/words/manager/use-manager-words'

type Only = v.InferOutput<typeof Standing>
const ONLY: Only[] = ['member', 'veteran', 'worker', 'enterprise']
const AGE_MOST = 120

/** Who it is for. */
export function AudienceForm({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const { t } = useDeskWords()
  const { household, ...others } = audience
  const all = { key: undefined, name: t('audience.all') }
  return (
    <View className="stack">
      <Labelled label={t('session.for')}>
        <Chips<Only | undefined>
          label={t('session.for')}
          chips={[all, ...ONLY.map((key) => ({ key, name: t(`audience.${key}`) }))]}
          on={audience.only}
          onChoose={(only) => onChange({ ...audience, only })}
        />
      </Labelled>
      <View className="columns">
        <NumberField
          label={t('offering.from-age')}
          unit={t('offering.years')}
          value={audience.fromAge}
          least={0}
          most={AGE_MOST}
          free
          onChange={(fromAge) => onChange({ ...audience, fromAge })}
        />
        <NumberField
          label={t('offering.to-age')}
          unit={t('offering.years')}
          value={audience.toAge}
          least={0}
          most={AGE_MOST}
          free
          onChange={(toAge) => onChange({ ...audience, toAge })}
        />
      </View>
      <Tick
        label={t('offering.household')}
        hint={t('offering.household-what')}
        on={household === true}
        onTap={() => onChange(household ? others : { ...others, household: true })}
      />
    </View>
  )
}
