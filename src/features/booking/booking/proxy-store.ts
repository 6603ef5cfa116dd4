import type { Booking } from '@core/booking/booking'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type ProxyBookingState = {
  /** By id. Loaded one by one or by session, never all at once. */
  bookings: Record<string, Booking>
  keep: (booking: Booking) => void
  /** Loads one booking that is not among my own. */
  find: (id: string) => Promise<CallOutcome>
  /** Loads the bookings I made for wards in one session. */
  load: (session: string) => Promise<CallOutcome>
}

const initialState = { bookings: {} }

/** Proxy bookings: made by a worker for wards. Never stored on the phone. */
export const useProxyBookings = create<ProxyBookingState>()((set, get) => ({
  ...initialState,
  keep: (booking) => set(({ bookings }) => ({ bookings: { ...bookings, [booking.id]: booking } })),
  async find(id) {
    const found = await toOutcome(cloud('booking', { params: { id } }))
    if (found.state === 'done') get().keep(found.answer.booking)
    return found
  },
  async load(session) {
    const loaded = await toOutcome(cloud('bookings', { query: { wards: '1', session } }))
    if (loaded.state === 'done') for (const one of loaded.answer.bookings) if (one.proxy) get().keep(one)
    return loaded
  },
}))

onLoginEnded(() => useProxyBookings.setState(initialState))
