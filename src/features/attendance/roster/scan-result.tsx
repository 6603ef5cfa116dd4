import { clockOf } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import type { HapticKind } from '@/platform/device/haptics'
import { Icon } from '@/ui/buttons/icon'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { useDoorPack } from './door-pack-store'
import { scanOfSeq, scanOutcomeOf } from './recorded-scan'
import { scanDisplayOf } from './scan-display'
import { sayScanOutcome } from './scan-outcome-text'
import { type ScanResult, useScans } from './scan-store'

const ICONS = { 'let-in': 'check', twice: 'mine', 'turned-away': 'close' } as const

/** Vibration and sound for a result. */
export function hapticOf(scanned: ScanResult): HapticKind {
  if (scanned.state === 'walked-in') return 'in'
  if (scanned.state === 'undone' || scanned.state === 'taken-back') return 'again'
  if (scanned.state !== 'judged' && scanned.state !== 'answered') return 'no'
  const verdict = scanned.state === 'judged' ? scanned.verdict.verdict : scanned.answer.verdict
  return verdict === 'in' || verdict === 'left' ? 'in' : verdict === 'already' ? 'again' : 'no'
}

/** Scan result, readable from two metres: who and how many, or why not. Colour, icon and text agree. */
export function ScanResultCard({ scanned }: { scanned: ScanResult }) {
  const words = useManagerWords()
  const pack = useDoorPack((state) => state.pack)
  const seq = 'seq' in scanned ? scanned.seq : undefined
  const seen = useScans((state) => state.seen)
  const recorded = scanOfSeq(seen, seq)
  const outcome = recorded && scanOutcomeOf(recorded, pack, seen)
  const { look, large, small } = scanDisplayOf(scanned, outcome, words)
  return (
    <View className={`scan-result ${look}`} {...aria({ role: 'status', live: 'assertive' })}>
      <View className="scan-result-icon">
        <Icon name={ICONS[look]} />
      </View>
      <Text className="scan-result-large">{large}</Text>
      {small.map((line) => (
        <Text key={line} className="scan-result-small">
          {line}
        </Text>
      ))}
      {outcome && <Text className="scan-result-small">{sayScanOutcome(words, outcome, clockOf)}</Text>}
    </View>
  )
}
