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
  // `hoverClass` shows a press in WeChat, and `tap` in a browser (forms.scss).
  const pressed = states.disabled
    ? { className }
    : { className: ['tap', className].filter(Boolean).join(' '), hoverClass: 'pressed' }
  return (
    <View {...pressed} onClick={onTap} {...aria({ role, label, ...states })}>
      {children}
    </View>
  )
}
