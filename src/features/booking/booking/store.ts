import type { Pass } from '@core/attendance/pass'
import type { Booking } from '@core/booking/booking'
import { mergeBookings } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { cloudNow } from '@/platform/network/cloud-clock'
import { invalidateAnswers, onSyncPart } from '@/platform/network/sync'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { type BookingRequest, groupOf, type PendingRequest, stillPending } from './pending-request'
import { useProxyBookings } from './proxy-store'

type PersistedState = { bookings: Booking[]; passes: Record<string, Pass>; attempts: PendingRequest[] }

export type BookingOutcome = CallOutcome<{ booking: Booking }>

type BookingState = PersistedState & {
  busy: boolean
  /** Sends requests one by one, each with its own outcome. After one without an answer, the rest is not sent. */
  book: (requests: readonly BookingRequest[]) => Promise<BookingOutcome[]>
  /** `late`: after the deadline, which may count as a strike. */
  cancel: (id: string, late?: boolean) => Promise<BookingOutcome>
  /** Accepts an offered place or the new time as this phone shows it, and no other. */
  accept: (booking: Pick<Booking, 'id' | 'startsAt'>) => Promise<BookingOutcome>
  fetchPass: (id: string) => Promise<void>
}

const initialState: PersistedState = { bookings: [], passes: {}, attempts: [] }

const NO_SIGNAL: BookingOutcome = { state: 'no-signal' }

export const useBookings = create<BookingState>()(
  persist(
    (set, get) => {
      const keep = (booking: Booking) => {
        if (booking.proxy) return useProxyBookings.getState().keep(booking)
        set(({ bookings }) => {
          // The answer to a retry may be older than what a sync has brought.
          const newer = bookings.some((one) => one.id === booking.id && one.version > booking.version)
          return newer ? {} : { bookings: [booking, ...bookings.filter((one) => one.id !== booking.id)] }
        })
      }
      // Promise chains: an async function would add some 150 bytes each to the main package.
      /** Sends a change and stores the booking as answered. The pass is dropped unless the booking holds a place. */
      const ask = (asking: Promise<BookingOutcome>): Promise<BookingOutcome> =>
        asking.then((outcome) => {
          if (outcome.state !== 'done') return outcome
          invalidateAnswers()
          const { id, status } = outcome.answer.booking
          keep(outcome.answer.booking)
          if (status === 'booked')
            return get()
              .fetchPass(id)
              .then(() => outcome)
          set(({ passes: { [id]: _gone, ...passes } }) => ({ passes }))
          return outcome
        })
      const whenIdle = <T>(work: () => Promise<T>, meanwhile: T): Promise<T> => {
        if (get().busy) return Promise.resolve(meanwhile)
        set({ busy: true })
        return work().finally(() => set({ busy: false }))
      }
      /** What was made, as it is now: a retry gets the answer of then. */
      const readAgain = (made: BookingOutcome): BookingOutcome | Promise<BookingOutcome> =>
        made.state === 'done'
          ? toOutcome(cloud('booking', { params: { id: made.answer.booking.id } })).then((read) =>
              read.state === 'done' ? read : made,
            )
          : made
      const sendRequest = (request: BookingRequest): Promise<BookingOutcome> => {
        const now = cloudNow()
        const open = stillPending(get().attempts, [], now)
        const pending = open.find((one) => one.wait === request.wait && groupOf(one) === groupOf(request))
        const attempt = pending ?? { ...request, key: randomId(), at: now }
        set({ attempts: pending ? open : [...open, attempt] })
        const { key, session, people, wait } = attempt
        const body = { session, people, ...(wait ? { wait } : {}) }
        const asking = toOutcome(cloud('book', { key, body }))
        return ask(pending ? asking.then(readAgain) : asking).then((outcome) => {
          if (outcome.state !== 'no-signal')
            set(({ attempts }) => ({ attempts: attempts.filter((one) => one.key !== key) }))
          return outcome
        })
      }
      return {
        ...initialState,
        busy: false,
        book: (requests) =>
          whenIdle(
            () =>
              requests.reduce<Promise<BookingOutcome[]>>(
                (before, request) =>
                  before.then((outcomes) => {
                    const lost = outcomes.some(({ state }) => state === 'no-signal')
                    const next = lost ? Promise.resolve(NO_SIGNAL) : sendRequest(request)
                    return next.then((outcome) => [...outcomes, outcome])
                  }),
                Promise.resolve([]),
              ),
            requests.map(() => NO_SIGNAL),
          ),
        cancel: (id, late) =>
          whenIdle(
            () => ask(toOutcome(cloud('cancel', { params: { id }, ...(late ? { query: { late: '1' } } : {}) }))),
            NO_SIGNAL,
          ),
        accept: ({ id, startsAt }) =>
          whenIdle(() => ask(toOutcome(cloud('accept', { params: { id }, query: { startsAt } }))), NO_SIGNAL),
        fetchPass: (id) =>
          toOutcome(cloud('pass', { params: { id } })).then((asking) => {
            if (asking.state === 'done') set(({ passes }) => ({ passes: { ...passes, [id]: asking.answer.pass } }))
          }),
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

/** Ends the requests of which these bookings are news. */
function endRequests(bookings: readonly Booking[], before: readonly Booking[]): void {
  const { attempts } = useBookings.getState()
  if (bookings === before || attempts.length === 0) return
  const isOld = ({ id, version }: Booking) => before.some((one) => one.id === id && one.version === version)
  const told = bookings.filter((one) => !isOld(one)).map(groupOf)
  useBookings.setState({ attempts: stillPending(attempts, told, cloudNow()) })
}
useBookings.subscribe((now, before) => endRequests(now.bookings, before.bookings))
useProxyBookings.subscribe((now, before) => endRequests(Object.values(now.bookings), Object.values(before.bookings)))

onSyncPart('bookings', (said) => {
  useBookings.setState((held) => mergeBookings(held, said))
  return true
})
onLoginEnded(() => useBookings.setState(initialState))
