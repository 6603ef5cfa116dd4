import { Text, View } from '@tarojs/components'
import { Button } from '../buttons/button'
import { WalkArc } from './walk-arc'

/** Empty state: what it means, and what one can do. */
export function EmptyState({ text, action, onTap }: { text: string; action?: string; onTap?: () => void }) {
  return (
    <View className="empty">
      <WalkArc minutes={0} size={56} />
      <Text className="soft">{text}</Text>
      {action && onTap && (
        <Button quiet onTap={onTap}>
          {action}
        </Button>
      )}
    </View>
  )
}
