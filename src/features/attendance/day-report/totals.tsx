import type { DayReport } from '@core/attendance/day-report'
import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** The day in five figures, with the time of the count. */
export function Totals({ sheet: { sums, sessions, at } }: { sheet: DayReport }) {
  const { t } = useManagerWords()
  const figures = [
    [t('sheet.booked'), sums.booked],
    [t('sheet.came'), sums.came],
    [t('sheet.late'), sums.late],
    [t('sheet.absent'), sums.absent],
    [t('sheet.walked-in'), sums.walkedIn],
  ] as const
  const goesOn = sessions.some(({ endsAt, calledOff }) => !calledOff && endsAt > at)
  return (
    <View className="card stack">
      <View className="report-totals">
        {figures.map(([name, count]) => (
          <View key={name} className="tight">
            <Text className="small soft">{name}</Text>
            <Text className="title figure">{count}</Text>
          </View>
        ))}
      </View>
      {goesOn && <Text className="small soft">{t('sheet.goes-on', { at: clockOf(instant(at)) })}</Text>}
    </View>
  )
}
