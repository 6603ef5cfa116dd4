import type { FlaggedArrival } from '@core/attendance/roster'
import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayFlag } from './scan-outcome-text'

type Props = { flagged: readonly FlaggedArrival[]; session: { title: string; startsAt: string } }

/** Flagged arrivals: let in by an offline phone with something against it, to be reviewed. */
export function FlaggedList({ flagged, session }: Props) {
  const words = useManagerWords()
  const { t } = words
  if (flagged.length === 0) return null
  return (
    <View className="card stack">
      <Text className="heading">{t('roster.flagged')}</Text>
      {flagged.map(({ booking, name, seats, at, why }) => (
        <View key={booking} className="tight">
          <View className="row between">
            <Text>{[name, t('walk.people', { count: seats })].filter(Boolean).join(' · ')}</Text>
            <Text className="figure soft">{clockOf(instant(at))}</Text>
          </View>
          <Text className="small red">{sayFlag(words, { why, ...session })}</Text>
        </View>
      ))}
    </View>
  )
}
