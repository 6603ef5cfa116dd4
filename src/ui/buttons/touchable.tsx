import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria } from '@/platform/device/aria'

type Props = PropsWithChildren<{
  /** Accessible name. */
  label: string
  onTap: () => void
  className?: string
  role?: 'button' | 'tab' | 'radio' | 'checkbox' | 'link'
  selected?: boolean
  checked?: boolean
  disabled?: boolean
  expanded?: boolean
}>

/** Base of every tappable element, so that each one has an accessible name and role. */
export function Touchable({ label, onTap, className, role = 'button', children, ...states }: Props) {
  return (
    <View className={className} onClick={onTap} {...aria({ role, label, ...states })}>
      {children}
    </View>
  )
}
