import type { Booking } from '@core/booking'
import type { Result } from '@core/contract/client'
import type { Endpoints } from '@core/contract/endpoints'
import type { Pass } from '@core/pass'
import { mergeBookings } from '@core/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, onLoginEnded } from '@/platform/cloud'
import { newName } from '@/platform/device'
import { type Settled, settle } from '@/platform/settle'
import { KEYS, stored } from '@/platform/storage'
import { listen, outdate } from '@/platform/sync'
import { useProxies } from './proxies'

/** Who comes together, all of them or none; `wait`: the line will do. */
export type Wish = { session: string; people: string[]; wait: boolean }
/** A wish whose answer has not arrived. Asked again with the same key, it cannot happen twice. */
type Attempt = Wish & { key: string }
type Kept = { bookings: Booking[]; passes: Record<string, Pass>; attempts: Attempt[] }

export type Outcome = Settled<{ booking: Booking }>

type BookingState = Kept & {
  busy: boolean
  /** One after the other, each with its own answer. After one without an answer the rest is not asked. */
  book: (wishes: readonly Wish[]) => Promise<Outcome[]>
  /** `late`: after the deadline, knowing what follows. */
  cancel: (id: string, late?: boolean) => Promise<Outcome>
  /** Yes to an offered place, or to a new time. */
  accept: (id: string) => Promise<Outcome>
  fetchPass: (id: string) => Promise<void>
}

const empty: Kept = { bookings: [], passes: {}, attempts: [] }

const nameOf = ({ session, people, wait }: Wish): string => [session, wait, ...[...people].sort()].join()
const NO_SIGNAL: Outcome = { state: 'no-signal' }

export const useBookings = create<BookingState>()(
  persist(
    (set, get) => {
      const keep = (booking: Booking) => {
        if (booking.proxy) return useProxies.getState().keep(booking)
        set(({ bookings }) => ({ bookings: [booking, ...bookings.filter((one) => one.id !== booking.id)] }))
      }
      /** Asks, and keeps what it is now. A pass is worth something only while the place is theirs. */
      const ask = async (asking: Promise<Result<Endpoints['book' | 'cancel' | 'accept']>>): Promise<Outcome> => {
        const outcome = await settle(asking)
        if (outcome.state !== 'done') return outcome
        outdate()
        const { id, status } = outcome.answer.booking
        keep(outcome.answer.booking)
        if (status === 'booked') await get().fetchPass(id)
        else set(({ passes: { [id]: _gone, ...passes } }) => ({ passes }))
        return outcome
      }
      const alone = async <T>(work: () => Promise<T>, meanwhile: T): Promise<T> => {
        if (get().busy) return meanwhile
        set({ busy: true })
        try {
          return await work()
        } finally {
          set({ busy: false })
        }
      }
      const askFor = async (wish: Wish): Promise<Outcome> => {
        const before = get().attempts.find((attempt) => nameOf(attempt) === nameOf(wish))
        const attempt = before ?? { ...wish, key: newName() }
        if (!before) set(({ attempts }) => ({ attempts: [...attempts, attempt] }))
        const { key, session, people, wait } = attempt
        const body = { session, people, ...(wait ? { wait } : {}) }
        const outcome = await ask(cloud('book', { key, body }))
        if (outcome.state !== 'no-signal')
          set(({ attempts }) => ({ attempts: attempts.filter((one) => one.key !== key) }))
        return outcome
      }
      return {
        ...empty,
        busy: false,
        book: (wishes) =>
          alone(
            async () => {
              const outcomes: Outcome[] = []
              for (const wish of wishes) {
                const lost = outcomes.some(({ state }) => state === 'no-signal')
                outcomes.push(lost ? NO_SIGNAL : await askFor(wish))
              }
              return outcomes
            },
            wishes.map(() => NO_SIGNAL),
          ),
        cancel: (id, late) =>
          alone(() => ask(cloud('cancel', { params: { id }, ...(late ? { query: { late: '1' } } : {}) })), NO_SIGNAL),
        accept: (id) => alone(() => ask(cloud('accept', { params: { id } })), NO_SIGNAL),
        async fetchPass(id) {
          const asking = await settle(cloud('pass', { params: { id } }))
          if (asking.state === 'done') set(({ passes }) => ({ passes: { ...passes, [id]: asking.answer.pass } }))
        },
      }
    },
    {
      name: KEYS.bookings,
      // Passes of before had no key: they are asked for anew.
      version: 1,
      migrate: (kept) => ({ ...(kept as Kept), passes: {} }),
      storage: stored<Kept>(),
      partialize: ({ bookings, passes, attempts }) => ({ bookings, passes, attempts }),
    },
  ),
)

listen('bookings', (said) => {
  useBookings.setState((held) => mergeBookings(held, said))
  return true
})
onLoginEnded(() => useBookings.setState(empty))
