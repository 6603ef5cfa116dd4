import type { ClosedSession, ClosingDay } from '@core/booking/closing-day'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

/** Effect of a closing day, previewed or done; `told` counts the bookings that are notified. */
export type ClosingEffect = { sessions: ClosedSession[]; told: number }

type ClosingDayState = {
  preview: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
  close: (closing: ClosingDay) => Promise<CallOutcome<ClosingEffect>>
}

export const useClosingDay = create<ClosingDayState>()(() => ({
  preview: (closing) => toOutcome(cloud('closeDay', { body: { closing, preview: true } })),
  close: (closing) => toOutcome(cloud('closeDay', { body: { closing } })),
}))
