import type { ReportFlagged } from '@core/attendance/day-report'
import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import type { ManagerWord } from '@/words/manager/use-manager-words'
import { useManagerWords } from '@/words/manager/use-manager-words'

const WHY: Partial<Record<ReportFlagged['why'], ManagerWord>> = {
  stale: 'sheet.why.stale',
  replaced: 'sheet.why.replaced',
  cancelled: 'sheet.why.cancelled',
  'no-place': 'sheet.why.no-place',
  'other-day': 'sheet.why.other-day',
  'other-session': 'sheet.why.other-session',
}

/** Flagged arrivals: let in by an offline phone, not counted, to be reviewed. */
export function FlaggedCard({ flagged }: { flagged: readonly ReportFlagged[] }) {
  const { t } = useManagerWords()
  return (
    <View className="card">
      <View className="tight">
        <Text className="heading wait">{t('sheet.flagged')}</Text>
        <Text className="small soft">{t('sheet.flagged-what')}</Text>
      </View>
      {flagged.map(({ name, seats, title, at, tail, why, by }) => (
        <View key={`${at} ${tail}`} className="line">
          <View className="grow">
            <Text>{t('line.party', { name: name || t('sheet.erased'), size: seats })}</Text>
            <View className="small soft">
              {[t(WHY[why] ?? 'sheet.why.other'), title, by && t('sheet.by', { name: by })].filter(Boolean).join(' · ')}
            </View>
          </View>
          <Text className="figure">{clockOf(instant(at))}</Text>
        </View>
      ))}
    </View>
  )
}
