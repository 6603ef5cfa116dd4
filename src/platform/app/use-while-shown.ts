import { useDidHide, useDidShow } from '@tarojs/taro'
import { useRef, useState } from 'react'

/** The latest value while the page is shown; while it is hidden, the last one before: a hidden page is sent nothing. */
export function useWhileShown<T>(value: T): T {
  const [shown, setShown] = useState(true)
  const last = useRef(value)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  if (shown) last.current = value
  return last.current
}
