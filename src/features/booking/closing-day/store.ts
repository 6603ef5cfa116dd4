import type { ClosedSession, ClosingDay } from '@core/booking/closing-day'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

/** What becomes, or would become, of a day; `told` counts the bookings whose people hear of it. */
export type ClosingEffect = { sessions: ClosedSession[]; told: number }

type ClosingDayState = {
  preview: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
  close: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
}

export const useClosingDay = create<ClosingDayState>()(() => ({
  preview: (closing) => toOutcome(cloud('closeDay', { body: { closing, preview: true } })),
  close: (closing) => toOutcome(cloud('closeDay', { body: { closing } })),
}))
