import { clockOf } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { useDoor } from './door-pack-store'
import { standingOf } from './recorded-scan'
import { sayStanding } from './scan-outcome-text'
import { useScans } from './scan-store'

const SHOWN = 20

/** What this phone has scanned, the newest first, each with what has become of it. */
export function SeenList({ by }: { by: string }) {
  const words = useDeskWords()
  const { t } = words
  const pack = useDoor((state) => state.pack)
  const seen = useScans((state) => state.seen)
  const mine = seen.filter((one) => one.by === by && one.scan.kind !== 'undo')
  if (mine.length === 0) return null
  const nameOf = ({ name, seats, scan }: (typeof mine)[number]) =>
    scan.kind === 'walk-in'
      ? t('roster.walked-in', { count: seats })
      : [name, t('walk.people', { count: seats })].filter(Boolean).join(' · ')
  return (
    <View className="card stack">
      <Text className="heading">{t('seen.title')}</Text>
      {mine
        .slice(-SHOWN)
        .reverse()
        .map((one) => (
          <View key={`${one.scan.device} ${one.scan.seq}`} className="tight">
            <View className="row between">
              <Text>{nameOf(one)}</Text>
              <Text className="figure soft">{clockOf(one.at)}</Text>
            </View>
            <Text className="small soft">{sayStanding(words, standingOf(one, pack), clockOf)}</Text>
          </View>
        ))}
    </View>
  )
}
