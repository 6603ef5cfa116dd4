import { takenOf, waitingOf } from '@core/booking/waitlist'
import type { Db } from '../../db/port'
import { groupOf, type State, statusOf } from '../reference/state'

/** The state of the booking engine, in one form for the database and the reference model, to compare them. */
export type Snapshot = {
  sessions: Record<string, SessionSnapshot>
  bookings: Record<string, BookingSnapshot>
  /** `person booking` of every blocked time. */
  times: string[]
}
export type SessionSnapshot = Record<'capacity' | 'taken' | 'waiting' | 'held' | 'line' | 'version', number> & {
  status: string
}
export type BookingSnapshot = Record<'seats' | 'place' | 'overtaken' | 'version', number> & {
  session: string
  booker: string
  status: string
  offerUntil: number | null
  leaveUntil: number | null
  ended: string | null
}

/** Reads the state in one statement, and so at one moment. */
export async function readSnapshot(db: Db): Promise<Snapshot> {
  const [row] = await db.query<{ sessions: Snapshot['sessions']; bookings: Snapshot['bookings']; times: string[] }>(`
    select
      (select coalesce(json_object_agg(id, json_build_object('capacity', capacity, 'taken', taken, 'waiting', waiting,
        'held', held, 'line', last_place, 'version', version, 'status', status)), '{}') from session) as sessions,
      (select coalesce(json_object_agg(id, json_build_object('session', session_id, 'booker', booker_id,
        'status', status, 'seats', seats, 'place', place, 'overtaken', overtaken, 'version', version,
        'offerUntil', (extract(epoch from offer_until) * 1000)::bigint,
        'leaveUntil', (extract(epoch from leave_until) * 1000)::bigint, 'ended', ended)), '{}') from booking) as bookings,
      (select coalesce(json_agg(person_id || ' ' || booking_id), '[]') from person_time) as times`)
  if (!row) throw new Error('a statement without a row')
  return { ...row, times: [...row.times].sort() }
}

export function snapshotOf(state: State): Snapshot {
  const bookings = Object.values(state.bookings)
  const isSeated = (one: (typeof bookings)[number]) => ['booked', 'offered'].includes(statusOf(state, one))
  return {
    sessions: Object.fromEntries(
      Object.values(state.sessions).map(({ id, line, version, status }) => [
        id,
        {
          capacity: line.capacity,
          taken: takenOf(line),
          waiting: waitingOf(line).length,
          held: line.held,
          line: line.lastPlace,
          version,
          status,
        },
      ]),
    ),
    bookings: Object.fromEntries(
      bookings.map((one) => {
        const { size, place, overtaken } = groupOf(state, one)
        const { session, booker, version, offerUntil, leaveUntil } = one
        const status = statusOf(state, one)
        const ended = one.gone?.how ?? null
        const until = { offerUntil, leaveUntil }
        return [one.id, { session, booker, status, seats: size, place, overtaken, version, ...until, ended }]
      }),
    ),
    times: bookings
      .filter(isSeated)
      .flatMap((one) => one.people.map((person) => `${person} ${one.id}`))
      .sort(),
  }
}
