import { View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

const QUARTER_HOUR = 15

type Props = {
  /** Minutes on foot; beyond a quarter of an hour the arc is full and pale. */
  minutes: number
  /** dp. */
  size?: number
  /** A colour token's name. */
  hue?: string
}

/** The quarter-hour. It says nothing that the number beside it does not, so readers skip it. */
export function WalkArc({ minutes, size = 44, hue = 'ink' }: Props) {
  const filled = Math.min(1, minutes / QUARTER_HOUR) * 90
  return (
    <View
      className={minutes > QUARTER_HOUR ? 'arc far' : 'arc'}
      {...aria({ hidden: true })}
      style={`--size: ${size}px; --filled: ${filled}deg; --hue: var(--${hue})`}
    />
  )
}
