import { useRef, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { type CheckedIn, checkIn } from './check-in'

/** One code at a time, though a camera sees it many times a second. The code stays, to ask again with it. */
export function useCheckIn() {
  const [code, setCode] = useState('')
  const [outcome, setOutcome] = useState<CallOutcome<CheckedIn>>()
  const [busy, setBusy] = useState(false)
  const inFlight = useRef(false)
  const ask = async (scanned: string, booking: string | undefined) => {
    if (inFlight.current) return
    inFlight.current = true
    setCode(scanned)
    setBusy(true)
    // Who has come stays in sight while another of them is asked about.
    setOutcome((before) => (before?.state === 'done' ? before : undefined))
    try {
      setOutcome(await checkIn(scanned, booking))
    } finally {
      setBusy(false)
      inFlight.current = false
    }
  }
  return { code, outcome, busy, ask }
}
