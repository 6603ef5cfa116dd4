import { clockOf } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { useDoorPack } from './door-pack-store'
import { scanOutcomeOf } from './recorded-scan'
import { sayScanOutcome } from './scan-outcome-text'
import { useScans } from './scan-store'

const SHOWN = 20

/** Scans of this phone, newest first, each with its outcome. */
export function ScanHistory({ by }: { by: string }) {
  const words = useManagerWords()
  const { t } = words
  const pack = useDoorPack((state) => state.pack)
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
            <Text className="small soft">{sayScanOutcome(words, scanOutcomeOf(one, pack, seen), clockOf)}</Text>
          </View>
        ))}
    </View>
  )
}
