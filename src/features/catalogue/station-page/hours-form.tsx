import type { Hours } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { LabelledField } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { StationDraft } from './station-draft'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const WORKDAYS = 5
const HOLIDAYS: Hours['holiday'][] = ['closed', 'sunday', 'usual']
/** Three spans. */
const HOURS_MOST = 60

type Props = Pick<StationDraft, 'week' | 'holiday'> & {
  onChange: (hours: Pick<StationDraft, 'week' | 'holiday'>) => void
}

/** Opening hours by weekday, and what holds on legal holidays. */
export function HoursForm({ week, holiday, onChange }: Props) {
  const { t } = useManagerWords()
  const set = (day: number, text: string) =>
    onChange({ week: week.map((before, at) => (at === day - 1 ? text : before)), holiday })
  const likeMonday = () =>
    onChange({ week: week.map((before, at) => (at < WORKDAYS ? (week[0] ?? '') : before)), holiday })
  return (
    <View className="stack">
      <Text className="heading">{t('station-page.hours')}</Text>
      <Text className="small soft">{t('station-page.hours-how')}</Text>
      {DAYS.map((day) => (
        <TextField
          key={day}
          label={t(`weekday.${day}`)}
          value={week[day - 1] ?? ''}
          maxLength={HOURS_MOST}
          onChange={(text) => set(day, text)}
        />
      ))}
      <Button quiet slim onTap={likeMonday}>
        {t('station-page.like-monday')}
      </Button>
      <LabelledField label={t('station-page.holiday')} hint={t(`station-page.holiday-${holiday}-what`)}>
        <Segments
          label={t('station-page.holiday')}
          options={HOLIDAYS.map((key) => ({ key, name: t(`station-page.holiday-${key}`) }))}
          on={holiday}
          onChoose={(next) => onChange({ week, holiday: next })}
        />
      </LabelledField>
    </View>
  )
}
