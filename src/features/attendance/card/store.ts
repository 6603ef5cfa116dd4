import type { Card } from '@core/attendance/card'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type CardState = { cards: Record<string, Card>; load: (booking: string) => Promise<CallOutcome> }

const initialState = { cards: {} }

/** Cards by booking, as loaded. */
export const useCards = create<CardState>()((set) => ({
  ...initialState,
  async load(booking) {
    const loaded = await toOutcome(cloud('card', { params: { id: booking } }))
    if (loaded.state === 'done') set(({ cards }) => ({ cards: { ...cards, [booking]: loaded.answer.card } }))
    return loaded
  },
}))

// Cards carry full names, so they are dropped on logout.
onLoginEnded(() => useCards.setState(initialState))
