import { Text } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

/** Error message, announced by screen readers; renders nothing without text. */
export function ErrorText({ text }: { text: string }) {
  if (!text) return null
  return (
    <Text className="red" {...aria({ role: 'alert' })}>
      {text}
    </Text>
  )
}
