import { useEffect, useState } from 'react'
import { useNow } from '@/ui/layout/use-now'
import { type ClosingState, useClosingDay } from './store'

/** How often the progress is asked for while the page is shown. */
const EVERY_MS = 2_000

/** A closing that is under way, until it has ended. Without a network the last known state stays. */
export function useClosingProgress(id: string | undefined): ClosingState | undefined {
  const tick = useNow(EVERY_MS)
  const [state, setState] = useState<ClosingState>()
  const known = state?.closing.id === id ? state : undefined
  const isOver = !id || known?.closing.ended
  // `tick` asks again.
  useEffect(() => {
    if (isOver) return
    useClosingDay
      .getState()
      .progress(id)
      .then((asked) => asked.state === 'done' && setState(asked.answer))
  }, [id, isOver, tick])
  return known
}
