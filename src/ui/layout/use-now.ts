import { MINUTE } from '@core/base/time'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

/**
 * Current time of the phone, for display only: the cloud checks every rule by its own clock. Updates each minute, or
 * `every` ms.
 */
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
