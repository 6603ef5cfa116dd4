import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import type { Tab } from '@/platform/app/navigation-plan'
import { readSystem } from '@/platform/system/system'
import { isDark, useAppearance } from './appearance'
import { PrivacyGuideSheet } from './privacy-guide-sheet'
import { TabBar } from './tab-bar'
import { useNavigationBar } from './use-navigation-bar'

type Props = PropsWithChildren<{
  /** Title of the navigation bar. */
  title: string
  /** Set on the three tab pages. */
  tab?: Tab
  /** Leaves room for a fixed footer with a button. */
  hasFooter?: boolean
  /** Wider on a computer. */
  wide?: boolean
  className?: string
}>

/** Upper limit of the system's text scale, which multiplies with care mode. */
const MAX_SCALE = 1.6

/** Page frame: theme, text size, navigation bar and tab bar. */
export function Screen({ title, tab, hasFooter, wide, className = '', children }: Props) {
  const look = useAppearance()
  const mode = isDark(look) ? 'dark' : 'light'
  useNavigationBar(title, mode)
  const names = ['screen', mode, look.care && 'care', tab && 'tabbed', hasFooter && 'footed', wide && 'wide', className]
  const scale = Math.min(MAX_SCALE, Math.max(1, readSystem().scale))
  return (
    <View
      className={names.filter(Boolean).join(' ')}
      style={look.sign ? `--scale: ${scale}; --sign: ${look.sign[mode]}` : `--scale: ${scale}`}
    >
      <View className="inside">{children}</View>
      {tab && <TabBar here={tab} />}
      <PrivacyGuideSheet />
    </View>
  )
}
