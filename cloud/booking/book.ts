import { PATIENCE } from '@core/line'
import { stationOf } from '@core/session'
import { type Instant, moment } from '@core/time'
import { coalesceBy } from '../db/coalesce'
import { type Db, isTransient, violated } from '../db/port'

/** One wish as `book` and `book_by_proxy` take it (sql/book.sql). */
export type Wish = {
  session: string
  /** When it starts, as it was read: the answer says so. */
  starts: string
  id: string
  booker: string
  people: readonly string[]
  code: string
  wait: boolean
  /** A worker's, and for those alone whom their station looks after. */
  proxy: boolean
  key: string
  fingerprint: string
  /** The booking as JSON without what is decided there: its status, version and line. */
  answer: string
  now: Instant
  /** The same with other figures, for when these are taken in its session. */
  recoded: () => Wish
}
export type BookRow = {
  outcome:
    | ('made' | 'kept' | 'later' | 'moved')
    | ('gone' | 'not-yours' | 'called-off' | 'started' | 'draw-on' | 'full' | 'too-many' | 'already-booked' | 'overlap')
  fingerprint: string | null
  status: number | null
  answer: string | null
  free: number | null
  /** Whom it is about, comma between. */
  who: string | null
}

/** While one half of those who wait is with the database, the other is got ready: half of sixty-four clients. */
const MOST = 32
const ATTEMPTS = 6

/** What another was quicker to write; asked again, `book` sees it and says so. */
const RACED = new Set(['seat_once', 'person_time_free', 'booking_door_code', 'idempotency_once'])
const mayAgain = (fault: unknown): boolean => isTransient(fault) || RACED.has(violated(fault) ?? '')

const ask = (db: Db, station: string, wishes: readonly Wish[], look: boolean): Promise<BookRow[]> => {
  const now = Math.max(...wishes.map((wish) => wish.now))
  const book = wishes.some((wish) => wish.proxy) ? 'book_by_proxy' : 'book'
  return db.query<BookRow>(
    `select outcome, fingerprint, status, answer, free, who from ${book}($1, $2, $3, $4, $5) order by nth`,
    [station, moment(now), JSON.stringify(wishes), PATIENCE, look],
  )
}

/**
 * Wishes of one station in one statement. When a constraint ends it, they are asked again with a look at what is there; and
 * when somebody was quicker than that look, in halves, down to the one that met another writer, which is asked again.
 */
async function bookTogether(
  db: Db,
  station: string,
  wishes: readonly Wish[],
  look = false,
  attempt = 1,
): Promise<BookRow[]> {
  try {
    return await ask(db, station, wishes, look)
  } catch (fault) {
    if (!mayAgain(fault) || attempt === ATTEMPTS) throw fault
    if (!look) return bookTogether(db, station, wishes, true, attempt)
    const [only] = wishes
    if (only && wishes.length === 1) {
      // Asked again here and now, and not behind all who have come since: it keeps its place.
      const next = violated(fault) === 'booking_door_code' ? only.recoded() : only
      return bookTogether(db, station, [next], true, attempt + 1)
    }
    const half = wishes.length >> 1
    const first = await bookTogether(db, station, wishes.slice(0, half), true, attempt)
    return [...first, ...(await bookTogether(db, station, wishes.slice(half), true, attempt))]
  }
}

export type BookOne = (wish: Wish) => Promise<BookRow>

/** Books one wish, together with whatever else comes for its station at that moment. */
export function createBookOne(db: Db): BookOne {
  const once = coalesceBy<Wish, BookRow>(
    (wish) => stationOf(wish.session),
    (station, wishes) => bookTogether(db, station, wishes),
    MOST,
  )
  return async (wish) => {
    let row = await once(wish)
    // It would overtake somebody, and does so as the first of a batch.
    while (row.outcome === 'later') row = await once(wish)
    return row
  }
}
