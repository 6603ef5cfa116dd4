import { useRef, useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { type CheckedIn, checkIn } from './check-in'

/** One code at a time, though a camera sees it many times a second. The code stays, to ask again with it. */
export function useCheckIn() {
  const [code, setCode] = useState('')
  const [outcome, setOutcome] = useState<Settled<CheckedIn>>()
  const [busy, setBusy] = useState(false)
  const under = useRef(false)
  const ask = async (fresh: string, booking: string | undefined) => {
    if (under.current) return
    under.current = true
    setCode(fresh)
    setBusy(true)
    // Who has come stays in sight while another of them is asked about.
    setOutcome((before) => (before?.state === 'done' ? before : undefined))
    try {
      setOutcome(await checkIn(fresh, booking))
    } finally {
      setBusy(false)
      under.current = false
    }
  }
  return { code, outcome, busy, ask }
}
