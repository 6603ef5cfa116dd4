import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria } from '@/platform/device/aria'

type Props = PropsWithChildren<{
  /** What it is called by those who cannot see it. */
  label: string
  onTap: () => void
  className?: string
  role?: 'button' | 'tab' | 'radio' | 'checkbox' | 'link'
  selected?: boolean
  checked?: boolean
  disabled?: boolean
  expanded?: boolean
}>

/** Everything that can be touched goes through here, so that everything has a name. */
export function Touchable({ label, onTap, className, role = 'button', children, ...states }: Props) {
  return (
    <View className={className} onClick={onTap} {...aria({ role, label, ...states })}>
      {children}
    </View>
  )
}
