import { createHash } from 'node:crypto'
import { checkPause, mayBook } from '@core/booking'
import type { Person } from '@core/person'
import { no, type Refusal, type Verdict, yes } from '@core/refusal'
import { strikeStanding } from '@core/strike'
import { coalesce } from '../db/coalesce'
import { isTransient, violated } from '../db/port'
import type { Deps } from '../deps'
import { Wrong } from '../http/wrong'
import { findSessions, type SessionWithRules } from '../session/queries'
import { type BookRow, createBookOne } from './book'
import { listBookers } from './bookers'
import { draftOf } from './draft'
import { findAll, type Keeping, type Kept, keepAll } from './kept'

type Wanted = { session: string; people: string[]; wait?: boolean | undefined }
type Asking = { person: string; key: string; wish: Wanted }

/** How a refusal becomes the text that is kept with the key. */
type RefusalText = (why: Refusal) => string

/** So many questions to the database in one; more would only make its answer late. */
const TOGETHER = 64
const ATTEMPTS = 4

const fingerprintOf = ({ session, people, wait = false }: Wanted): string =>
  createHash('sha256')
    .update(JSON.stringify([session, [...people].sort(), wait]))
    .digest('base64url')

const namesOf = (people: readonly Person[], who: string | null): string => {
  const ids = who?.split(',') ?? []
  return people
    .filter((person) => ids.includes(person.id))
    .map((person) => person.name)
    .join('、')
}

/** What the database's no is in our words. */
function whyNot(row: BookRow, people: readonly Person[]): Refusal {
  switch (row.outcome) {
    case 'already-booked':
    case 'overlap':
      return { refusal: row.outcome, names: namesOf(people, row.who) }
    case 'full':
      return { refusal: 'full', left: row.free ?? 0 }
    case 'too-many':
      return { refusal: 'too-many', most: row.free ?? 0 }
    case 'called-off':
    case 'started':
    case 'draw-on':
      return { refusal: row.outcome }
    default:
      throw new Wrong('not-found')
  }
}

export type Book = (asking: Asking, textOf: RefusalText) => Promise<Kept>

/** Booking for one process: what is asked at the same moment goes to the database together. */
export function createBook(deps: Deps): Book {
  const { db } = deps
  const bookOne = createBookOne(db)
  const findSession = coalesce((ids: string[]) => findSessions(db, ids), TOGETHER)
  const findBooker = coalesce((ids: string[]) => listBookers(db, ids, deps.now()), TOGETHER)
  const keep = coalesce((answers: Keeping[]) => keepAll(db, answers), TOGETHER)

  async function place(
    asking: Asking,
    fingerprint: string,
    found: SessionWithRules,
    people: Person[],
  ): Promise<Verdict<Kept>> {
    for (let attempt = 1; ; attempt++) {
      const now = deps.now()
      const may = mayBook(found.session, found.offering, people, now)
      if (!may.ok) return may
      const { person: booker, key, wish } = asking
      const draft = draftOf(deps, found, people, now)
      const { session, wait = false } = wish
      try {
        const ids = wish.people
        const row = await bookOne({
          session,
          id: draft.id,
          booker,
          people: ids,
          code: draft.code,
          wait,
          key,
          fingerprint,
          answer: JSON.stringify(draft),
          now,
        })
        if (row.answer !== null && row.print !== null && row.status !== null)
          return yes({ fingerprint: row.print, status: row.status, answer: row.answer })
        return no(whyNot(row, people))
      } catch (fault) {
        const again = violated(fault) === 'booking_code' || isTransient(fault)
        if (!again || attempt === ATTEMPTS) throw fault
      }
    }
  }

  /**
   * One booking, once a key. The same key and wish get the bytes of the first answer, a refusal's too; the same key with
   * another wish is `key-reused`.
   */
  return async (asking, textOf) => {
    const fingerprint = fingerprintOf(asking.wish)
    const [found, booker] = await Promise.all([findSession(asking.wish.session), findBooker(asking.person)])
    if (!found) throw new Wrong('not-found')
    const people = asking.wish.people.map((id) => booker.people.find((person) => person.id === id))
    const refused = () => ({
      booker: asking.person,
      key: asking.key,
      people: asking.wish.people,
      now: deps.now(),
      fingerprint,
      status: 409,
    })
    const decide = async (known: Person[]): Promise<Kept | undefined> => {
      const paused = checkPause(found.offering, strikeStanding(booker.strikes, deps.strikes, deps.now()))
      const outcome = paused.ok ? await place(asking, fingerprint, found, known) : paused
      return outcome.ok ? outcome.value : keep({ ...refused(), answer: textOf(outcome.why) })
    }
    // Somebody else's child looks like one who does not exist; what was answered while it was one's own still is.
    const kept = people.every((person) => person !== undefined)
      ? await decide(people)
      : (await findAll(db, [{ booker: asking.person, key: asking.key }]))[0]
    if (!kept) throw new Wrong('not-found')
    if (kept.fingerprint !== fingerprint) throw new Wrong('key-reused')
    return kept
  }
}
