import { LOGIN_CODE_LIFETIME } from '@core/account/login-code'
import { instant } from '@core/base/time'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { clockSkew } from '@/platform/network/cloud-clock'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { useNow } from '@/ui/layout/use-now'
import { useLoginCodeStore } from './login-code-store'

const SECOND = 1_000
/** So often it is asked what became of the code, while it is in sight. */
const POLL_EVERY = 3 * SECOND

/** A code as soon as the page is in sight, how long it is good for, and what becomes of it. Nothing is asked while it is not. */
export function useLoginCode() {
  const { made, fate, make, look } = useLoginCodeStore()
  const [asked, setAsked] = useState<CallOutcome>()
  const now = useNow(SECOND)
  // What is shown as the time now is up to a second old.
  const left = made ? Math.min(LOGIN_CODE_LIFETIME, Math.max(0, instant(made.until) - now - clockSkew())) : 0
  const shown = fate?.state === 'shown'
  const again = () => make().then(setAsked)
  useDidShow(() => {
    // What was used while nobody looked is told, however long ago; of what came to nothing there is nothing to tell.
    look().then(() => {
      const { fate: found } = useLoginCodeStore.getState()
      if (found?.state !== 'shown' && !found?.login) again()
    })
  })
  const pollNumber = Math.floor(now / POLL_EVERY)
  const over = shown && left === 0
  useEffect(() => {
    if (shown) look()
  }, [pollNumber, over])
  return { made, fate, left, asked, again }
}
