import { DEFAULT_LATE_MINUTES } from '@core/catalogue/lateness'
import { type Offering, OPEN_DAYS_MOST, PEOPLE_MOST } from '@core/catalogue/offering'
import { View } from '@tarojs/components'
import { CheckboxRow } from '@/ui/fields/checkbox-row'
import { NumberField } from '@/ui/fields/number-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { MinutesChoice } from './minutes-choice'

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES
const CANCEL_CHOICES = [0, HOUR_MINUTES, 2 * HOUR_MINUTES, 4 * HOUR_MINUTES, DAY_MINUTES, 2 * DAY_MINUTES]
const LATE_CHOICES = [5, 10, 15, 30, HOUR_MINUTES]
const DRAW_CHOICES = [HOUR_MINUTES, 4 * HOUR_MINUTES, DAY_MINUTES, 2 * DAY_MINUTES, 3 * DAY_MINUTES]

/** Booking terms: group size, opening, deadlines, draw, check-in and check-out. */
export function TermsForm({ draft, onChange }: { draft: Offering; onChange: (change: Partial<Offering>) => void }) {
  const { t } = useManagerWords()
  return (
    <View className="stack">
      <View className="columns">
        <NumberField
          label={t('offering.people')}
          unit={t('offering.people-unit')}
          value={draft.people}
          min={1}
          max={PEOPLE_MOST}
          onChange={(people = 1) => onChange({ people })}
        />
        <NumberField
          label={t('offering.open-days')}
          unit={t('offering.days')}
          value={draft.openDays}
          min={1}
          max={OPEN_DAYS_MOST}
          onChange={(openDays = 1) => onChange({ openDays })}
        />
      </View>
      <MinutesChoice
        label={t('offering.cancel')}
        usual={CANCEL_CHOICES}
        value={draft.cancelMinutes}
        zeroLabel={t('offering.cancel-any')}
        onChange={(cancelMinutes = 0) => onChange({ cancelMinutes })}
      />
      <MinutesChoice
        label={t('offering.late')}
        usual={LATE_CHOICES}
        value={draft.lateMinutes ?? DEFAULT_LATE_MINUTES}
        onChange={(lateMinutes) => onChange({ lateMinutes })}
      />
      <MinutesChoice
        label={t('offering.draw')}
        hint={t('offering.draw-what')}
        usual={DRAW_CHOICES}
        value={draft.drawMinutes}
        noneLabel={t('offering.draw-none')}
        onChange={(drawMinutes) => onChange({ drawMinutes })}
      />
      <View>
        <CheckboxRow
          label={t('offering.wall')}
          hint={t('offering.wall-what')}
          on={draft.wall === true}
          onTap={() => onChange({ wall: draft.wall ? undefined : true })}
        />
        <CheckboxRow
          label={t('offering.counts-minutes')}
          hint={t('offering.counts-minutes-what')}
          on={draft.countsMinutes === true}
          onTap={() => onChange({ countsMinutes: draft.countsMinutes ? undefined : true })}
        />
      </View>
    </View>
  )
}
