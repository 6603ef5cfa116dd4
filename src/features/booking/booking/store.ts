import type { Pass } from '@core/attendance/pass'
import type { Booking } from '@core/booking/booking'
import type { CallResult } from '@core/contract/client'
import type { Endpoints } from '@core/contract/endpoints'
import { mergeBookings } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { invalidateAnswers, onSyncPart } from '@/platform/network/sync'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { useProxyBookings } from './proxy-store'

/** Booking request: people who come together, all or none; `wait`: join the waitlist if it is full. */
export type BookingRequest = { session: string; people: string[]; wait: boolean }
/** A request without an answer yet. Retried with the same idempotency key, so that it cannot book twice. */
type PendingRequest = BookingRequest & { key: string }
type PersistedState = { bookings: Booking[]; passes: Record<string, Pass>; attempts: PendingRequest[] }

export type BookingOutcome = CallOutcome<{ booking: Booking }>

type BookingState = PersistedState & {
  busy: boolean
  /** Sends requests one by one, each with its own outcome. After one without an answer, the rest is not sent. */
  book: (requests: readonly BookingRequest[]) => Promise<BookingOutcome[]>
  /** `late`: after the deadline, which may count as a strike. */
  cancel: (id: string, late?: boolean) => Promise<BookingOutcome>
  /** Accepts an offered place or a new time. */
  accept: (id: string) => Promise<BookingOutcome>
  fetchPass: (id: string) => Promise<void>
}

const initialState: PersistedState = { bookings: [], passes: {}, attempts: [] }

const requestIdentity = ({ session, people, wait }: BookingRequest): string =>
  [session, wait, ...[...people].sort()].join()
const NO_SIGNAL: BookingOutcome = { state: 'no-signal' }

export const useBookings = create<BookingState>()(
  persist(
    (set, get) => {
      const keep = (booking: Booking) => {
        if (booking.proxy) return useProxyBookings.getState().keep(booking)
        set(({ bookings }) => ({ bookings: [booking, ...bookings.filter((one) => one.id !== booking.id)] }))
      }
      /** Sends a change and stores the booking as answered. The pass is dropped unless the booking holds a place. */
      const ask = async (
        asking: Promise<CallResult<Endpoints['book' | 'cancel' | 'accept']>>,
      ): Promise<BookingOutcome> => {
        const outcome = await toOutcome(asking)
        if (outcome.state !== 'done') return outcome
        invalidateAnswers()
        const { id, status } = outcome.answer.booking
        keep(outcome.answer.booking)
        if (status === 'booked') await get().fetchPass(id)
        else set(({ passes: { [id]: _gone, ...passes } }) => ({ passes }))
        return outcome
      }
      const whenIdle = async <T>(work: () => Promise<T>, meanwhile: T): Promise<T> => {
        if (get().busy) return meanwhile
        set({ busy: true })
        try {
          return await work()
        } finally {
          set({ busy: false })
        }
      }
      const sendRequest = async (request: BookingRequest): Promise<BookingOutcome> => {
        const pending = get().attempts.find((attempt) => requestIdentity(attempt) === requestIdentity(request))
        const attempt = pending ?? { ...request, key: randomId() }
        if (!pending) set(({ attempts }) => ({ attempts: [...attempts, attempt] }))
        const { key, session, people, wait } = attempt
        const body = { session, people, ...(wait ? { wait } : {}) }
        const outcome = await ask(cloud('book', { key, body }))
        if (outcome.state !== 'no-signal')
          set(({ attempts }) => ({ attempts: attempts.filter((one) => one.key !== key) }))
        return outcome
      }
      return {
        ...initialState,
        busy: false,
        book: (requests) =>
          whenIdle(
            async () => {
              const outcomes: BookingOutcome[] = []
              for (const request of requests) {
                const lost = outcomes.some(({ state }) => state === 'no-signal')
                outcomes.push(lost ? NO_SIGNAL : await sendRequest(request))
              }
              return outcomes
            },
            requests.map(() => NO_SIGNAL),
          ),
        cancel: (id, late) =>
          whenIdle(
            () => ask(cloud('cancel', { params: { id }, ...(late ? { query: { late: '1' } } : {}) })),
            NO_SIGNAL,
          ),
        accept: (id) => whenIdle(() => ask(cloud('accept', { params: { id } })), NO_SIGNAL),
        async fetchPass(id) {
          const asking = await toOutcome(cloud('pass', { params: { id } }))
          if (asking.state === 'done') set(({ passes }) => ({ passes: { ...passes, [id]: asking.answer.pass } }))
        },
      }
    },
    {
      name: KEYS.bookings,
      // Version 0 stored passes without a key: they are fetched again.
      version: 1,
      migrate: (kept) => ({ ...(kept as PersistedState), passes: {} }),
      storage: persistStorage<PersistedState>(),
      partialize: ({ bookings, passes, attempts }) => ({ bookings, passes, attempts }),
    },
  ),
)

onSyncPart('bookings', (said) => {
  useBookings.setState((held) => mergeBookings(held, said))
  return true
})
onLoginEnded(() => useBookings.setState(initialState))
