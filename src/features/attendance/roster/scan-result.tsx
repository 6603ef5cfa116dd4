import { clockOf } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'
import type { Feeling } from '@/platform/device/haptics'
import { Sign } from '@/ui/buttons/icon'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { useDoor } from './door-pack-store'
import { standingOf } from './recorded-scan'
import { shownOf } from './scan-display'
import { sayStanding } from './scan-outcome-text'
import { type Scanned, useScans } from './scan-store'

const SIGNS = { 'let-in': 'check', twice: 'mine', 'turned-away': 'close' } as const

/** What a hand and an ear have of it. */
export function feelingOf(scanned: Scanned): Feeling {
  if (scanned.state === 'walked-in') return 'in'
  if (scanned.state === 'undone') return 'again'
  if (scanned.state !== 'judged' && scanned.state !== 'answered') return 'no'
  const verdict = scanned.state === 'judged' ? scanned.verdict.verdict : scanned.answer.verdict
  return verdict === 'in' || verdict === 'left' ? 'in' : verdict === 'already' ? 'again' : 'no'
}

/** The answer, to be read from two metres: who and how many, or why not. Colour, sign and words say the same. */
export function Verdict({ scanned }: { scanned: Scanned }) {
  const words = useDeskWords()
  const pack = useDoor((state) => state.pack)
  const seq = 'seq' in scanned ? scanned.seq : undefined
  const seen = useScans((state) => state.seen.find(({ scan }) => scan.seq === seq))
  const standing = seen && standingOf(seen, pack)
  const { look, large, small } = shownOf(scanned, standing, words)
  return (
    <View className={`verdict ${look}`} {...aria({ role: 'status', live: 'assertive' })}>
      <View className="verdict-sign">
        <Sign name={SIGNS[look]} />
      </View>
      <Text className="verdict-large">{large}</Text>
      {small.map((line) => (
        <Text key={line} className="verdict-small">
          {line}
        </Text>
      ))}
      {standing && <Text className="verdict-small">{sayStanding(words, standing, clockOf)}</Text>}
    </View>
  )
}
