import type { Booking } from '@core/booking'
import type { Pass } from '@core/pass'
import type { Refusal } from '@core/refusal'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, isNoSignal, onLoginEnded } from '@/platform/cloud'
import { newName } from '@/platform/device'
import { KEYS, stored } from '@/platform/storage'

/** A wish whose answer has not arrived. Asked again with the same key, it cannot happen twice. */
type Attempt = { key: string; session: string; people: string[] }
type Kept = { bookings: Booking[]; passes: Record<string, Pass>; attempt?: Attempt; checkedAt?: number }

export type Outcome =
  | { state: 'booked'; booking: Booking }
  | { state: 'refused'; why: Refusal }
  | { state: 'wrong'; message: string }
  | { state: 'unknown' }

type BookingState = Kept & {
  state: 'resting' | 'asking' | 'no-signal'
  busy: boolean
  book: (session: string, people: string[]) => Promise<Outcome>
  cancel: (id: string) => Promise<Outcome>
  /** My bookings, and the passes of those ahead, for when there is no signal. */
  refresh: () => Promise<void>
  fetchPass: (id: string) => Promise<void>
  clear: () => void
}

const TRIES = 3
const PAUSE_MS = 800
const empty: Kept = { bookings: [], passes: {} }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const sameWish = (a: Attempt | undefined, session: string, people: string[]): boolean =>
  a?.session === session && [...a.people].sort().join() === [...people].sort().join()

/** Asks until there is an answer, a few times; the key makes that safe. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (fault) {
      if (!isNoSignal(fault) || attempt === TRIES) throw fault
      await pause(PAUSE_MS * attempt)
    }
  }
}

export const useBookings = create<BookingState>()(
  persist(
    (set, get) => {
      const keep = (booking: Booking) =>
        set(({ bookings }) => ({ bookings: [booking, ...bookings.filter((one) => one.id !== booking.id)] }))
      const settle = async (asking: Promise<Outcome>): Promise<Outcome> => {
        set({ busy: true })
        try {
          return await asking
        } catch (fault) {
          if (!isNoSignal(fault)) throw fault
          return { state: 'unknown' }
        } finally {
          set({ busy: false })
        }
      }
      const ask = async (attempt: Attempt): Promise<Outcome> => {
        const { key, ...body } = attempt
        const result = await insist(() => cloud('book', { key, body }))
        set({ attempt: undefined })
        if (result.ok === true) {
          keep(result.answer.booking)
          await get().fetchPass(result.answer.booking.id)
          return { state: 'booked', booking: result.answer.booking }
        }
        if (result.ok === false && result.why) return { state: 'refused', why: result.why }
        return { state: 'wrong', message: result.ok === false ? result.problem.message : '' }
      }
      return {
        ...empty,
        state: 'resting',
        busy: false,
        async book(session, people) {
          if (get().busy) return { state: 'unknown' }
          const before = get().attempt
          const attempt = before && sameWish(before, session, people) ? before : { key: newName(), session, people }
          set({ attempt })
          return settle(ask(attempt))
        },
        async cancel(id) {
          if (get().busy) return { state: 'unknown' }
          const asking = insist(() => cloud('cancel', { params: { id } })).then((result): Outcome => {
            if (result.ok === true) {
              keep(result.answer.booking)
              set(({ passes: { [id]: _gone, ...passes } }) => ({ passes }))
              return { state: 'booked', booking: result.answer.booking }
            }
            if (result.ok === false && result.why) return { state: 'refused', why: result.why }
            return { state: 'wrong', message: result.ok === false ? result.problem.message : '' }
          })
          return settle(asking)
        },
        async refresh() {
          if (get().state === 'asking') return
          set({ state: 'asking' })
          try {
            const result = await cloud('bookings', {})
            if (result.ok === true) {
              const { bookings } = result.answer
              const live = bookings.filter((booking) => booking.status === 'booked')
              const passes = Object.fromEntries(
                Object.entries(get().passes).filter(([id]) => live.some((one) => one.id === id)),
              )
              set({ bookings, passes, checkedAt: Date.now() })
              const ahead = live.filter((booking) => Date.parse(booking.endsAt) > Date.now() && !passes[booking.id])
              for (const booking of ahead) await get().fetchPass(booking.id)
            }
            set({ state: 'resting' })
          } catch (fault) {
            if (!isNoSignal(fault)) throw fault
            set({ state: 'no-signal' })
          }
        },
        async fetchPass(id) {
          try {
            const result = await cloud('pass', { params: { id } })
            if (result.ok === true) set(({ passes }) => ({ passes: { ...passes, [id]: result.answer.pass } }))
          } catch (fault) {
            if (!isNoSignal(fault)) throw fault
          }
        },
        clear: () => set({ ...empty, attempt: undefined, checkedAt: undefined, state: 'resting' }),
      }
    },
    {
      name: KEYS.bookings,
      storage: stored<Kept>(),
      partialize: ({ bookings, passes, attempt, checkedAt }) => ({
        bookings,
        passes,
        ...(attempt ? { attempt } : {}),
        ...(checkedAt ? { checkedAt } : {}),
      }),
    },
  ),
)

// What was somebody's must not be shown to whoever logs in next.
onLoginEnded(() => useBookings.getState().clear())
