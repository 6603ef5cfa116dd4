import { Text, View } from '@tarojs/components'
import { Action } from '../buttons/button'
import { Arc } from './walk-arc'

/** Nothing here: what that means, and what one can do. */
export function Empty({ text, action, onTap }: { text: string; action?: string; onTap?: () => void }) {
  return (
    <View className="empty">
      <Arc minutes={0} size={56} />
      <Text className="soft">{text}</Text>
      {action && onTap && (
        <Action quiet onTap={onTap}>
          {action}
        </Action>
      )}
    </View>
  )
}
