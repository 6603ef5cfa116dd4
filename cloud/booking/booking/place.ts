import type { Person } from '@core/account/person'
import { ok, type Refusal, type Result, refuse } from '@core/base/refusal'
import type { Instant } from '@core/base/time'
import { mayBook } from '@core/booking/booking'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { SessionWithRules } from '../../catalogue/session/queries'
import { untilUnchanged } from '../../db/retry'
import type { BookingRequest, BookOne, BookRow } from './book'
import { draftOf } from './draft'
import type { StoredAnswer } from './idempotency'

/** `fingerprint` tells whether a key is used again for the same wish. */
export type Asked = {
  caller: Caller
  key: string
  wish: { session: string; people: string[]; wait?: boolean | undefined }
  fingerprint: string
}

const namesOf = (people: readonly Person[], who: string | null): string => {
  const ids = who?.split(',') ?? []
  return people
    .filter((person) => ids.includes(person.id))
    .map((person) => person.name)
    .join('、')
}

/** The database's outcome as a refusal. */
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
      throw new ApiError('not-found')
  }
}

/** What the database is asked for, made of the session as it was read. */
function wishOf(
  deps: Deps,
  asked: Asked,
  from: SessionWithRules,
  people: readonly Person[],
  now: Instant,
): BookingRequest {
  const { caller, key, wish, fingerprint } = asked
  const draft = draftOf(deps, from, people, now)
  const { id, code, startsAt: starts, proxy = false } = draft
  return {
    session: wish.session,
    starts,
    id,
    booker: caller.id,
    people: wish.people,
    code,
    wait: wish.wait ?? false,
    proxy,
    key,
    fingerprint,
    answer: JSON.stringify(draft),
    now,
    withNewDoorCode: () => wishOf(deps, asked, from, people, now),
  }
}

/** The answer that the database keeps with the key: of now, or of the first time it was asked for. */
const keptOf = ({ fingerprint, status, answer }: BookRow): StoredAnswer | undefined =>
  answer !== null && fingerprint !== null && status !== null ? { fingerprint, status, answer } : undefined

export type Means = {
  bookOne: BookOne
  findSession: (id: string) => Promise<SessionWithRules | undefined>
}

/** Books for these people, once the rules and the database agree; a session that is moved meanwhile is read anew. */
export async function place(
  deps: Deps,
  { bookOne, findSession }: Means,
  asked: Asked,
  first: SessionWithRules,
  people: readonly Person[],
): Promise<Result<StoredAnswer>> {
  let found = first
  let isMoved = false
  const tryOnce = async (): Promise<Result<BookRow>> => {
    // What it says is another time, and may be another answer.
    if (isMoved) found = (await findSession(asked.wish.session)) ?? found
    const now = deps.now()
    const may = mayBook(found.session, found.offering, people, now)
    return may.ok ? ok(await bookOne(wishOf(deps, asked, found, people, now))) : may
  }
  const tried = await untilUnchanged(tryOnce, (outcome) => {
    isMoved = outcome.ok && outcome.value.outcome === 'moved'
    return isMoved
  })
  if (!tried.ok) return tried
  const kept = keptOf(tried.value)
  return kept ? ok(kept) : refuse(whyNot(tried.value, people))
}
