import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { isTimelinePreview } from '@/platform/app/timeline-preview'
import theme from '@/theme.json'

const FRONT = { black: '#000000', white: '#ffffff' } as Record<string, string>

/**
 * Title and colours of the navigation bar, set while this page is shown: the platform applies them to the page on top,
 * whichever page asks. What changed while the page was hidden is set when it is shown again.
 */
export function useNavigationBar(title: string, mode: 'light' | 'dark'): void {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const active = shown && !isTimelinePreview
  useEffect(() => {
    if (active) Taro.setNavigationBarTitle({ title })
  }, [active, title])
  useEffect(() => {
    if (!active) return
    const { paper, barText } = theme[mode]
    Taro.setNavigationBarColor({ frontColor: FRONT[barText] ?? '', backgroundColor: paper })
  }, [active, mode])
}
