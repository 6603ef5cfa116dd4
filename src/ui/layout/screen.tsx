import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type PropsWithChildren, useEffect } from 'react'
import { preview } from '@/platform/app/timeline-preview'
import { readSystem } from '@/platform/system/system'
import { isDark, useLook } from './appearance'
import { GuideSheet } from './privacy-guide-sheet'
import { type Tab, TabBar } from './tab-bar'

type Props = PropsWithChildren<{
  /** What the navigation bar says. */
  title: string
  /** On the three pages of the tab bar. */
  tab?: Tab
  /** A button stays at the bottom. */
  footed?: boolean
  /** Made for a desk as well as a phone. */
  wide?: boolean
  className?: string
}>

/** Our largest step; the system's own setting multiplies with ours up to it. */
const SCALE_MOST = 1.6

const BAR = { light: { front: '#000000', back: '#faf7f2' }, dark: { front: '#ffffff', back: '#13110f' } } as const

/** A page: its colours, its text size, and the bars around it. */
export function Screen({ title, tab, footed, wide, className = '', children }: Props) {
  const look = useLook()
  const mode = isDark(look) ? 'dark' : 'light'
  useEffect(() => {
    if (!preview) Taro.setNavigationBarTitle({ title })
  }, [title])
  useEffect(() => {
    if (preview) return
    const { front, back } = BAR[mode]
    Taro.setNavigationBarColor({ frontColor: front, backgroundColor: back })
  }, [mode])
  const names = ['screen', mode, look.care && 'care', tab && 'tabbed', footed && 'footed', wide && 'wide', className]
  const scale = Math.min(SCALE_MOST, Math.max(1, readSystem().scale))
  return (
    <View className={names.filter(Boolean).join(' ')} style={`--scale: ${scale}`}>
      <View className="inside">{children}</View>
      {tab && <TabBar here={tab} />}
      <GuideSheet />
    </View>
  )
}
