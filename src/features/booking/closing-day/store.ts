import type { ClosedSession, ClosingDay } from '@core/booking/closing-day'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

/** What becomes, or would become, of a day; `told` counts the bookings whose people hear of it. */
export type Closed = { sessions: ClosedSession[]; told: number }

type ClosureState = {
  preview: (closing: ClosingDay) => Promise<Settled<Closed>>
  close: (closing: ClosingDay) => Promise<Settled<Closed>>
}

export const useClosure = create<ClosureState>()(() => ({
  preview: (closing) => settle(cloud('closeDay', { body: { closing, preview: true } })),
  close: (closing) => settle(cloud('closeDay', { body: { closing } })),
}))
