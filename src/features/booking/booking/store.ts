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

/** Who comes together, all of them or none; `wait`: the line will do. */
export type BookingRequest = { session: string; people: string[]; wait: boolean }
/** A wish whose answer has not arrived. Asked again with the same key, it cannot happen twice. */
type PendingRequest = BookingRequest & { key: string }
type PersistedState = { bookings: Booking[]; passes: Record<string, Pass>; attempts: PendingRequest[] }

export type BookingOutcome = CallOutcome<{ booking: Booking }>

type BookingState = PersistedState & {
  busy: boolean
  /** One after the other, each with its own answer. After one without an answer the rest is not asked. */
  book: (requests: readonly BookingRequest[]) => Promise<BookingOutcome[]>
  /** `late`: after the deadline, knowing what follows. */
  cancel: (id: string, late?: boolean) => Promise<BookingOutcome>
  /** Yes to an offered place, or to a new time. */
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
      /** Asks, and keeps what it is now. A pass is worth something only while the place is theirs. */
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
      // Passes of before had no key: they are asked for anew.
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
