import { type Day, dayOf, type Instant } from '@core/base/time'
import { type ClosingDay, lastClosableDay, MOVE_WITHIN_DAYS, REASON_MOST } from '@core/booking/closing-day'
import { Picker, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from '@/platform/device/aria'
import { LabelledField } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { SuggestedField } from '@/ui/fields/suggested-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'

export type ClosingDayDraft = { day: Day; reason: string; act: ClosingDay['act'] }

type Props = {
  draft: ClosingDayDraft
  now: Instant /** The picker for a station or a street. */
  where: ReactNode
  onChange: (draft: ClosingDayDraft) => void
}

/** Closing day form: where, which day, why, and whether bookings are moved or cancelled. */
export function ClosingDayForm({ draft, now, where, onChange }: Props) {
  const words = useManagerWords()
  const { t } = words
  const today = dayOf(now)
  const shown = sayDay(words, draft.day, now)
  return (
    <View className="stack">
      {where}
      <Picker
        mode="date"
        value={draft.day}
        start={today}
        end={lastClosableDay(today)}
        onChange={({ detail }) => onChange({ ...draft, day: detail.value })}
      >
        <View
          className="tap field wrap"
          hoverClass="pressed"
          {...aria({ role: 'button', label: `${t('day.which')}，${shown}` })}
        >
          <Text className="soft">{t('day.which')}</Text>
          <Text className="grow end">{shown}</Text>
        </View>
      </Picker>
      <SuggestedField
        label={t('line.reason')}
        hint={t('closure.reason-shown')}
        value={draft.reason}
        maxLength={REASON_MOST}
        suggestions={[t('reason.typhoon'), t('reason.heat'), t('reason.power'), t('reason.repair')]}
        onChange={(reason) => onChange({ ...draft, reason })}
      />
      <LabelledField label={t('closure.act')} hint={t(`closure.${draft.act}-what`, { days: MOVE_WITHIN_DAYS })}>
        <Segments
          label={t('closure.act')}
          options={[
            { key: 'move', name: t('closure.move') },
            { key: 'call-off', name: t('closure.call-off') },
          ]}
          on={draft.act}
          onChoose={(act) => onChange({ ...draft, act })}
        />
      </LabelledField>
    </View>
  )
}
