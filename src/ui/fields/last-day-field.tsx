import { addDays, type Day } from '@core/base/time'
import { Picker, Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import { CheckboxRow } from './checkbox-row'

/** First proposal for a last day. */
const YEAR_DAYS = 365

type Props = {
  /** Of the checkbox: that it ends, and what follows otherwise. */
  ends: string
  hint: string
  /** Of the day, and the day in words. */
  label: string
  shown: string
  until: Day | undefined
  today: Day
  onChange: (until: Day | undefined) => void
}

/** The last day of something that may also have no end. */
export function LastDayField({ ends, hint, label, shown, until, today, onChange }: Props) {
  return (
    <>
      <CheckboxRow
        label={ends}
        hint={hint}
        on={until !== undefined}
        onTap={() => onChange(until ? undefined : addDays(today, YEAR_DAYS))}
      />
      {until && (
        <Picker mode="date" value={until} start={today} onChange={({ detail }) => onChange(detail.value)}>
          <View
            className="tap field wrap"
            hoverClass="pressed"
            {...aria({ role: 'button', label: `${label}，${shown}` })}
          >
            <Text className="soft">{label}</Text>
            <Text className="grow end">{shown}</Text>
          </View>
        </Picker>
      )}
    </>
  )
}
