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

/** A booking call. `fingerprint`: hash of the request, to detect a key reused for another one. */
export type Asked = {
  caller: Caller
  key: string
  request: { session: string; people: string[]; wait?: boolean | undefined }
  fingerprint: string
}

const namesOf = (people: readonly Person[], who: string | null): string => {
  const ids = who?.split(',') ?? []
  return people
    .filter((person) => ids.includes(person.id))
    .map((person) => person.name)
    .join('、')
}

/** Maps the outcome of `book` to a refusal. */
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

/** The request for `book`, built from the session as read. */
function requestOf(
  deps: Deps,
  asked: Asked,
  from: SessionWithRules,
  people: readonly Person[],
  now: Instant,
): BookingRequest {
  const { caller, key, request, fingerprint } = asked
  const draft = draftOf(deps, from, people, now)
  const { id, code, startsAt: starts, proxy = false } = draft
  return {
    session: request.session,
    starts,
    id,
    booker: caller.id,
    people: request.people,
    code,
    wait: request.wait ?? false,
    proxy,
    key,
    fingerprint,
    answer: JSON.stringify(draft),
    now,
    withNewDoorCode: () => requestOf(deps, asked, from, people, now),
  }
}

/** The answer stored with the key, by this call or by an earlier one; undefined if there is none. */
const storedOf = ({ fingerprint, status, answer }: BookRow): StoredAnswer | undefined =>
  answer !== null && fingerprint !== null && status !== null ? { fingerprint, status, answer } : undefined

export type Means = {
  bookOne: BookOne
  findSession: (id: string) => Promise<SessionWithRules | undefined>
}

/** Books if the rules and the database agree. If the session is moved meanwhile, it is read again and retried. */
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
    // The new time goes into the answer, and may change it.
    if (isMoved) found = (await findSession(asked.request.session)) ?? found
    const now = deps.now()
    const may = mayBook(found.session, found.offering, people, now)
    return may.ok ? ok(await bookOne(requestOf(deps, asked, found, people, now))) : may
  }
  const tried = await untilUnchanged(tryOnce, (outcome) => {
    isMoved = outcome.ok && outcome.value.outcome === 'moved'
    return isMoved
  })
  if (!tried.ok) return tried
  const stored = storedOf(tried.value)
  return stored ? ok(stored) : refuse(whyNot(tried.value, people))
}
