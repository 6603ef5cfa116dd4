import { View } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

const QUARTER_HOUR = 15

type Props = {
  /** Walking minutes; beyond fifteen the arc is full and pale. */
  minutes: number
  /** Size in dp. */
  size?: number
  /** Name of a colour token. */
  hue?: string
}

/**
 * Quarter-hour arc: walking time as a sector of a clock face. Hidden from screen readers, since the number is beside
 * it.
 */
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
