import { createHash } from 'node:crypto'
import { checkPause, mayBook } from '@core/booking'
import type { Person } from '@core/person'
import { no, type Refusal, type Verdict, yes } from '@core/refusal'
import { mayAnywhere } from '@core/role'
import { strikeStanding } from '@core/strike'
import { coalesce } from '../db/coalesce'
import { isTransient } from '../db/port'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { findSessions, type SessionWithRules } from '../session/queries'
import { type BookRow, createBookOne, type Wish } from './book'
import { type Booker, listBookers } from './bookers'
import { draftOf, isProxy } from './draft'
import { findAll, type Keeping, type Kept, keepAll } from './kept'

type Wanted = { session: string; people: string[]; wait?: boolean | undefined }
type Asking = { caller: Caller; key: string; wish: Wanted }

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

/**
 * Who books for themselves alone, and has nothing against them, is known from their login. They go the same way as the
 * others all the same: whoever comes first is before who comes second, however large their household.
 */
async function findBookers({ db, now }: Deps, asked: readonly Asking[]): Promise<Booker[]> {
  const isAlone = ({ caller, wish }: Asking) => !caller.struck && wish.people.every((id) => id === caller.id)
  const others = asked.filter((one) => !isAlone(one))
  const ids = others.map(({ caller }) => caller.id)
  const people = others.flatMap(({ wish }) => wish.people)
  const known = new Map(ids.length ? (await listBookers(db, ids, people, now())).map((one, at) => [ids[at], one]) : [])
  return asked.map(({ caller }) => known.get(caller.id) ?? { people: [caller.self], strikes: [] })
}

export type Book = (asking: Asking, textOf: RefusalText) => Promise<Kept>

/** Booking for one process: what is asked at the same moment goes to the database together. */
export function createBook(deps: Deps): Book {
  const { db } = deps
  const bookOne = createBookOne(db)
  const findSession = coalesce((ids: string[]) => findSessions(db, ids), TOGETHER)
  const findBooker = coalesce((asked: Asking[]) => findBookers(deps, asked), TOGETHER)
  const keep = coalesce((answers: Keeping[]) => keepAll(db, answers), TOGETHER)

  async function place(
    asking: Asking,
    fingerprint: string,
    first: SessionWithRules,
    people: Person[],
  ): Promise<Verdict<Kept>> {
    let found = first
    for (let attempt = 1; ; attempt++) {
      const now = deps.now()
      const may = mayBook(found.session, found.offering, people, now)
      if (!may.ok) return may
      const { key, wish } = asking
      const booker = asking.caller.id
      const { session, wait = false } = wish
      const wishOf = (from: SessionWithRules): Wish => {
        const draft = draftOf(deps, from, people, now)
        const { id, code, startsAt: starts, proxy = false } = draft
        const answer = JSON.stringify(draft)
        const recoded = () => wishOf(from)
        const { people: ids } = wish
        return { session, starts, id, booker, people: ids, code, wait, proxy, key, fingerprint, answer, now, recoded }
      }
      try {
        const row = await bookOne(wishOf(found))
        if (row.answer !== null && row.fingerprint !== null && row.status !== null)
          return yes({ fingerprint: row.fingerprint, status: row.status, answer: row.answer })
        if (row.outcome !== 'moved' || attempt === ATTEMPTS) return no(whyNot(row, people))
        // Moved between our look and now: what it says is another time, and may be another answer.
        found = (await findSession(session)) ?? found
      } catch (fault) {
        if (!isTransient(fault) || attempt === ATTEMPTS) throw fault
      }
    }
  }

  /**
   * One booking, once a key. The same key and wish get the bytes of the first answer, a refusal's too; the same key with
   * another wish is `key-reused`.
   */
  return async (asking, textOf) => {
    const fingerprint = fingerprintOf(asking.wish)
    const [found, booker] = await Promise.all([findSession(asking.wish.session), findBooker(asking)])
    if (!found) throw new Wrong('not-found')
    const atWork = mayAnywhere(asking.caller.roles, 'proxy')
    const mine = booker.people.filter((person) => atWork || person.relation !== 'ward')
    const people = asking.wish.people.map((id) => mine.find((person) => person.id === id))
    const refused = () => ({
      booker: asking.caller.id,
      key: asking.key,
      people: asking.wish.people,
      now: deps.now(),
      fingerprint,
      status: 409,
    })
    const decide = async (known: Person[]): Promise<Kept | undefined> => {
      // What a worker has against them stands in no elder's way.
      const standing = strikeStanding(isProxy(known) ? [] : booker.strikes, deps.strikes, deps.now())
      const paused = checkPause(found.offering, standing)
      const outcome = paused.ok ? await place(asking, fingerprint, found, known) : paused
      return outcome.ok ? outcome.value : keep({ ...refused(), answer: textOf(outcome.why) })
    }
    // Somebody else's child looks like one who does not exist; what was answered while it was one's own still is.
    const kept = people.every((person) => person !== undefined)
      ? await decide(people)
      : (await findAll(db, [{ booker: asking.caller.id, key: asking.key }]))[0]
    if (!kept) throw new Wrong('not-found')
    if (kept.fingerprint !== fingerprint) throw new Wrong('key-reused')
    return kept
  }
}
