import { LOGIN_CODE_LIFETIME } from '@core/account/code/login-code'
import { instant } from '@core/base/time'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { clockSkew } from '@/platform/network/cloud-clock'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { useNow } from '@/ui/layout/use-now'
import { useLoginCodeStore } from './login-code-store'

const SECOND = 1_000
/** Polling interval for the code's status, while the page is visible. */
const POLL_EVERY = 3 * SECOND

/** Makes a login code when the page is shown and polls its status; no polling while the page is hidden. */
export function useLoginCode() {
  const { made, status, make, look } = useLoginCodeStore()
  const [asked, setAsked] = useState<CallOutcome>()
  const now = useNow(SECOND)
  // `now` is up to a second old, so the rest of the lifetime is capped.
  const left = made ? Math.min(LOGIN_CODE_LIFETIME, Math.max(0, instant(made.until) - now - clockSkew())) : 0
  const shown = status?.state === 'shown'
  const again = () => make().then(setAsked)
  useDidShow(() => {
    // A login made while the page was hidden is still shown; an expired, unused code is replaced by a new one.
    look().then(() => {
      const { status: found } = useLoginCodeStore.getState()
      if (found?.state !== 'shown' && !found?.login) again()
    })
  })
  const pollNumber = Math.floor(now / POLL_EVERY)
  const over = shown && left === 0
  useEffect(() => {
    if (shown) look()
  }, [pollNumber, over])
  return { made, status, left, asked, again }
}
