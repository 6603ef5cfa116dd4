import { MINUTE } from '@core/base/time'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** The phone's clock, good for what is shown; every rule is judged again by the cloud's. Moves with the minute, or as asked. */
export function useNow(every = MINUTE): number {
  const [now, setNow] = useState(Date.now)
  const [shown, setShown] = useState(true)
  useDidShow(() => {
    setShown(true)
    setNow(Date.now())
  })
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!shown) return undefined
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [shown, every])
  return now
}
