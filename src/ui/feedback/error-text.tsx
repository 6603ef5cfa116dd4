import { Text } from '@tarojs/components'
import { aria } from '@/platform/device/aria'

/** What went wrong, read out at once where somebody listens. Nothing said, nothing there. */
export function ErrorText({ text }: { text: string }) {
  if (!text) return null
  return (
    <Text className="red" {...aria({ role: 'alert' })}>
      {text}
    </Text>
  )
}
