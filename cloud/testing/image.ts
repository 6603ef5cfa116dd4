import { takenOf, waitingOf } from '@core/line'
import type { Db } from '../db/port'
import { partyOf, type State, statusOf } from './reference/state'

/** All that the engine remembers, in a form that a database and the reference can both be brought to. */
export type Image = {
  sessions: Record<string, SessionImage>
  bookings: Record<string, BookingImage>
  /** `person booking` of every time that is held. */
  times: string[]
}
export type SessionImage = Record<'capacity' | 'taken' | 'waiting' | 'held' | 'line' | 'version', number> & {
  status: string
}
export type BookingImage = Record<'seats' | 'place' | 'overtaken' | 'version', number> & {
  session: string
  booker: string
  status: string
  offerUntil: number | null
  ended: string | null
}

/** In one statement, and so at one moment. */
export async function readImage(db: Db): Promise<Image> {
  const [row] = await db.query<{ sessions: Image['sessions']; bookings: Image['bookings']; times: string[] }>(`
    select
      (select coalesce(json_object_agg(id, json_build_object('capacity', capacity, 'taken', taken, 'waiting', waiting,
        'held', held, 'line', last_place, 'version', version, 'status', status)), '{}') from session) as sessions,
      (select coalesce(json_object_agg(id, json_build_object('session', session_id, 'booker', booker_id,
        'status', status, 'seats', seats, 'place', place, 'overtaken', overtaken, 'version', version,
        'offerUntil', (extract(epoch from offer_until) * 1000)::bigint, 'ended', ended)), '{}') from booking) as bookings,
      (select coalesce(json_agg(person_id || ' ' || booking_id), '[]') from person_time) as times`)
  if (!row) throw new Error('a statement without a row')
  return { ...row, times: [...row.times].sort() }
}

export function imageOf(state: State): Image {
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
          line: line.last,
          version,
          status,
        },
      ]),
    ),
    bookings: Object.fromEntries(
      bookings.map((one) => {
        const { size, place, overtaken } = partyOf(state, one)
        const { session, booker, version, offerUntil } = one
        const status = statusOf(state, one)
        const ended = one.gone?.how ?? null
        return [one.id, { session, booker, status, seats: size, place, overtaken, version, offerUntil, ended }]
      }),
    ),
    times: bookings
      .filter(isSeated)
      .flatMap((one) => one.people.map((person) => `${person} ${one.id}`))
      .sort(),
  }
}
