import type { ClosedSession, ClosingDay, ClosingProgress } from '@core/booking/closing-day'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Closure } from '@core/place/station'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

/** Effect of a closing day, foreseen; `told` counts the bookings that are notified. `id`: the closing that is under way. */
export type ClosingEffect = Answer<Endpoints['closeDay']>
export type ClosingState = { closing: ClosingProgress; sessions: ClosedSession[] }
type ReopenedDay = Pick<ClosingDay, 'scope' | 'day'>

type ClosingDayState = {
  /** Closed days ahead at my stations, and the closings that are under way. */
  closures: Closure[]
  closings: ClosingProgress[]
  load: () => Promise<void>
  preview: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
  close: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
  progress: (id: string) => Promise<CallOutcome<ClosingState>>
  reopen: (closing: ReopenedDay) => Promise<CallOutcome<Answer<Endpoints['reopenDay']>>>
}

export const useClosingDay = create<ClosingDayState>()((set, get) => ({
  closures: [],
  closings: [],
  async load() {
    const loaded = await toOutcome(cloud('closures', {}))
    if (loaded.state === 'done') set(loaded.answer)
  },
  preview: (closing) => toOutcome(cloud('closeDay', { body: { closing, preview: true } })),
  async close(closing) {
    const closed = await toOutcome(cloud('closeDay', { body: { closing } }))
    if (closed.state === 'done') get().load()
    return closed
  },
  progress: (id) => toOutcome(cloud('closing', { params: { id } })),
  async reopen(closing) {
    const reopened = await toOutcome(cloud('reopenDay', { body: { closing } }))
    if (reopened.state === 'done') get().load()
    return reopened
  },
}))
