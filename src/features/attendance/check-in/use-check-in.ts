import { useRef, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { type CheckedIn, checkIn } from './check-in'

/** Check-in, one request at a time: a camera reports a code many times a second. The code is kept for a retry. */
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
    // Keep the previous success on screen while the next person is checked in.
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
