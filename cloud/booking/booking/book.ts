import { type Instant, moment } from '@core/base/time'
import { MAX_OVERTAKEN } from '@core/booking/waitlist'
import { REQUEST_LIFE } from '@core/contract/retry'
import { stationOf } from '@core/place/ids'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import { waitlistRule } from '../../base/waitlist-rule'
import { batchByKey } from '../../db/batch'
import { type Db, isTransient, violated } from '../../db/port'

/** One booking request as the SQL functions `book` and `book_by_proxy` take it. */
export type BookingRequest = {
  session: string
  /** Start of the session as read, because the answer contains it; `book` returns `moved` if it has changed. */
  starts: string
  id: string
  booker: string
  people: readonly string[]
  code: string
  wait: boolean
  /** Booked by a worker for wards only. */
  proxy: boolean
  key: string
  fingerprint: string
  /** The booking as JSON without what `book` decides: its status, version and waitlist position. */
  answer: string
  now: Instant
  /** The same with another door code, for when this one is taken in its session. */
  withNewDoorCode: () => BookingRequest
}
export type BookRow = {
  outcome:
    | ('made' | 'kept' | 'later' | 'moved')
    | ('gone' | 'not-yours' | 'called-off' | 'started' | 'draw-on' | 'full' | 'too-many' | 'already-booked' | 'overlap')
  fingerprint: string | null
  status: number | null
  answer: string | null
  free: number | null
  /** Ids of the people concerned, separated by commas. */
  who: string | null
}

/** Requests per batch, half of 64 clients: one half is prepared while the database works on the other. */
const MOST = 32
/** Attempts for one request when concurrent writers conflict. Apart from db/postgres.ts, since each attempt differs. */
const ATTEMPTS = 6

/** Constraints violated by a concurrent writer; in the next attempt `book` sees its row and answers accordingly. */
const RACED = new Set(['seat_once', 'person_time_free', 'booking_door_code', 'idempotency_once'])
const mayRetry = (fault: unknown): boolean => isTransient(fault) || RACED.has(violated(fault) ?? '')

const queryBook = (db: Db, station: string, requests: readonly BookingRequest[], look: boolean): Promise<BookRow[]> => {
  const now = Math.max(...requests.map((request) => request.now))
  const book = requests.some((request) => request.proxy) ? 'book_by_proxy' : 'book'
  return db.query<BookRow>(
    `select outcome, fingerprint, status, answer, free, who from ${book}($1, $2, $3, $4, $5, $6, $7, $8) order by nth`,
    [station, moment(now), JSON.stringify(requests), MAX_OVERTAKEN, PROXY_ROLES, look, waitlistRule(), REQUEST_LIFE],
  )
}

/**
 * Books the requests of one station in one statement. After a constraint violation they are retried with `look`
 * (reading existing rows first), and after another conflict in halves, down to the single conflicting request, which is
 * retried.
 */
async function bookTogether(
  db: Db,
  station: string,
  requests: readonly BookingRequest[],
  look = false,
  attempt = 1,
): Promise<BookRow[]> {
  try {
    return await queryBook(db, station, requests, look)
  } catch (fault) {
    if (!mayRetry(fault) || attempt === ATTEMPTS) throw fault
    if (!look) return bookTogether(db, station, requests, true, attempt)
    const [only] = requests
    if (only && requests.length === 1) {
      // Retried at once rather than queued behind later requests: it keeps its place.
      const next = violated(fault) === 'booking_door_code' ? only.withNewDoorCode() : only
      return bookTogether(db, station, [next], true, attempt + 1)
    }
    const half = requests.length >> 1
    const first = await bookTogether(db, station, requests.slice(0, half), true, attempt)
    return [...first, ...(await bookTogether(db, station, requests.slice(half), true, attempt))]
  }
}

export type BookOne = (request: BookingRequest) => Promise<BookRow>

/** Books one request, batched with concurrent ones for the same station. */
export function createBookOne(db: Db): BookOne {
  const once = batchByKey<BookingRequest, BookRow>(
    (request) => stationOf(request.session),
    (station, requests) => bookTogether(db, station, requests),
    MOST,
  )
  return async (request) => {
    let row = await once(request)
    // `later`: it would overtake somebody who waits, which only the first request of a batch may do.
    while (row.outcome === 'later') row = await once(request)
    return row
  }
}
