import { LATE_USUAL } from '@core/attendance/scan'
import type { Offering } from '@core/catalogue/offering'
import { View } from '@tarojs/components'
import { Tick } from '@/ui/fields/checkbox-row'
import { NumberField } from '@/ui/fields/number-field'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { MinutesChoice } from './minutes-choice'

const HOUR = 60
const DAY = 24 * HOUR
const CANCEL = [0, HOUR, 2 * HOUR, 4 * HOUR, DAY, 2 * DAY]
const LATE = [5, 10, 15, 30, HOUR]
const DRAW = [HOUR, 4 * HOUR, DAY, 2 * DAY, 3 * DAY]
const PEOPLE_MOST = 20
const OPEN_MOST = 60

/** How many, how far ahead, until when; and how one comes in and leaves. */
export function TermsForm({ draft, onChange }: { draft: Offering; onChange: (change: Partial<Offering>) => void }) {
  const { t } = useDeskWords()
  return (
    <View className="stack">
      <View className="columns">
        <NumberField
          label={t('offering.people')}
          unit={t('line.places')}
          value={draft.people}
          least={1}
          most={PEOPLE_MOST}
          onChange={(people = 1) => onChange({ people })}
        />
        <NumberField
          label={t('offering.open-days')}
          unit={t('offering.days')}
          value={draft.openDays}
          least={1}
          most={OPEN_MOST}
          onChange={(openDays = 1) => onChange({ openDays })}
        />
      </View>
      <MinutesChoice
        label={t('offering.cancel')}
        usual={CANCEL}
        value={draft.cancelMinutes}
        nought={t('offering.cancel-any')}
        onChange={(cancelMinutes = 0) => onChange({ cancelMinutes })}
      />
      <MinutesChoice
        label={t('offering.late')}
        usual={LATE}
        value={draft.lateMinutes ?? LATE_USUAL}
        onChange={(lateMinutes) => onChange({ lateMinutes })}
      />
      <MinutesChoice
        label={t('offering.draw')}
        hint={t('offering.draw-what')}
        usual={DRAW}
        value={draft.drawMinutes}
        none={t('offering.draw-none')}
        onChange={(drawMinutes) => onChange({ drawMinutes })}
      />
      <View>
        <Tick
          label={t('offering.wall')}
          hint={t('offering.wall-what')}
          on={draft.wall === true}
          onTap={() => onChange({ wall: draft.wall ? undefined : true })}
        />
        <Tick
          label={t('offering.hours')}
          hint={t('offering.hours-what')}
          on={draft.hours === true}
          onTap={() => onChange({ hours: draft.hours ? undefined : true })}
        />
      </View>
    </View>
  )
}
