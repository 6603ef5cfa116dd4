import type { ScanAnswer } from '@core/contract/rows/manager'
import { clockOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Sign } from '@/ui/sign'
import { type DeskWords, useDeskWords } from '@/words/desk/use-desk-words'
import type { Scanned } from './store'

const LOOKS = { in: 'let-in', already: 'twice', refused: 'turned-away' } as const
const SIGNS = { in: 'check', already: 'mine', refused: 'close' } as const

type Shown = { look: string; sign: string; large: string; small: string }

function shownOf(scanned: Scanned, t: DeskWords['t']): Shown {
  if (scanned.state !== 'answered') {
    const large = scanned.state === 'no-signal' ? t('scan.no-signal') : scanned.message
    return { look: LOOKS.refused, sign: 'cloudless', large, small: t('scan.not-counted') }
  }
  const { verdict, name = '', seats = 0, title = '', at, message }: ScanAnswer = scanned.answer
  const large =
    verdict === 'in'
      ? t('scan.in', { name, seats })
      : verdict === 'already' && at
        ? t('scan.already', { at: clockOf(instant(at)) })
        : message
  const small = verdict === 'refused' ? name : verdict === 'already' ? t('scan.who', { name, seats, title }) : title
  return { look: LOOKS[verdict], sign: SIGNS[verdict], large, small }
}

/** The answer, to be read from two metres: who and how many, or why not. Colour, sign and words say the same. */
export function Verdict({ scanned }: { scanned: Scanned }) {
  const { t } = useDeskWords()
  const { look, sign, large, small } = shownOf(scanned, t)
  return (
    <View className={`verdict ${look}`} {...aria({ role: 'status', live: 'assertive' })}>
      <View className="verdict-sign">
        <Sign name={sign} />
      </View>
      <Text className="verdict-large">{large}</Text>
      <Text className="verdict-small">{small}</Text>
    </View>
  )
}
