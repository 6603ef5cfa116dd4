import { DESK_LASTS } from '@core/account/login-code'
import { instant } from '@core/base/time'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { clockSkew } from '@/platform/network/cloud-clock'
import type { Settled } from '@/platform/network/to-outcome'
import { useNow } from '@/ui/layout/use-now'
import { useDesk } from './login-code-store'

const SECOND = 1_000
/** So often it is asked what became of the code, while it is in sight. */
const LOOK_EVERY = 3 * SECOND

/** A code as soon as the page is in sight, how long it is good for, and what becomes of it. Nothing is asked while it is not. */
export function useDeskCode() {
  const { made, fate, make, look } = useDesk()
  const [asked, setAsked] = useState<Settled>()
  const now = useNow(SECOND)
  // What is shown as the time now is up to a second old.
  const left = made ? Math.min(DESK_LASTS, Math.max(0, instant(made.until) - now - clockSkew())) : 0
  const shown = fate?.state === 'shown'
  const again = () => make().then(setAsked)
  useDidShow(() => {
    // What was used while nobody looked is told, however long ago; of what came to nothing there is nothing to tell.
    look().then(() => {
      const { fate: found } = useDesk.getState()
      if (found?.state !== 'shown' && !found?.login) again()
    })
  })
  const turn = Math.floor(now / LOOK_EVERY)
  const over = shown && left === 0
  useEffect(() => {
    if (shown) look()
  }, [turn, over])
  return { made, fate, left, asked, again }
}
