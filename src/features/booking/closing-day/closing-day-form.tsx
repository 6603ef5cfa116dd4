import { addDays, type Day, dayOf, type Instant } from '@core/base/time'
import type { ClosingDay } from '@core/booking/closing-day'
import { Picker, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from '@/platform/device/aria'
import { Labelled } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { Suggested } from '@/ui/fields/suggested-field'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayDay } from '@/words/time-text'

const REASON_MOST = 60
/** A closing further away than this is no emergency and belongs to the hours. */
const AHEAD_DAYS = 90

export type Wish = { day: Day; reason: string; act: ClosingDay['act'] }

type Props = {
  wish: Wish
  now: Instant /** Which station or street. */
  where: ReactNode
  onChange: (wish: Wish) => void
}

/** Where, which day, why, and what becomes of what is booked. */
export function ClosingForm({ wish, now, where, onChange }: Props) {
  const words = useDeskWords()
  const { t } = words
  const today = dayOf(now)
  const shown = sayDay(words, wish.day, now)
  return (
    <View className="stack">
      {where}
      <Picker
        mode="date"
        value={wish.day}
        start={today}
        end={addDays(today, AHEAD_DAYS)}
        onChange={({ detail }) => onChange({ ...wish, day: detail.value })}
      >
        <View className="field" {...aria({ role: 'button', label: `${t('day.which')}，${shown}` })}>
          <Text className="soft">{t('day.which')}</Text>
          <Text className="grow end">{shown}</Text>
        </View>
      </Picker>
      <Suggested
        label={t('line.reason')}
        hint={t('closure.reason-shown')}
        value={wish.reason}
        most={REASON_MOST}
        suggestions={[t('reason.typhoon'), t('reason.heat'), t('reason.power'), t('reason.repair')]}
        onChange={(reason) => onChange({ ...wish, reason })}
      />
      <Labelled label={t('closure.act')} hint={t(`closure.${wish.act}-what`)}>
        <Segments
          label={t('closure.act')}
          options={[
            { key: 'move', name: t('closure.move') },
            { key: 'call-off', name: t('closure.call-off') },
          ]}
          on={wish.act}
          onChoose={(act) => onChange({ ...wish, act })}
        />
      </Labelled>
    </View>
  )
}
