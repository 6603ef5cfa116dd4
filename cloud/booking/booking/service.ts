import type { Person } from '@core/account/person'
import type { Refusal } from '@core/base/refusal'
import { checkPause } from '@core/booking/booking'
import { strikeStatus } from '@core/booking/strike'
import { isFormerWorkerOf } from '../../account/ward/queries'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findSessions, type SessionWithRules } from '../../catalogue/session/queries'
import { batch } from '../../db/batch'
import { sha256 } from '../../util/hash'
import { createBookOne } from './book'
import { type Booker, listBookers } from './bookers'
import { isProxy } from './draft'
import { type AnswerToStore, findStoredAnswers, type StoredAnswer, storeAnswers } from './idempotency'
import { type Asked, type Means, place } from './place'

type BookingCall = Omit<Asked, 'fingerprint'>

/** Renders a refusal as the response body that is stored with the idempotency key. */
type RefusalText = (why: Refusal) => string

/** Items per batched query; more would only delay its answer. */
const TOGETHER = 64

const fingerprintOf = ({ session, people, wait = false }: BookingCall['request']): string =>
  sha256(JSON.stringify([session, [...people].sort(), wait]))

/**
 * Bookers with their households and strikes. For a person without strikes who books only for themselves the login is
 * enough; they still go through the same batch, so that requests keep their order of arrival.
 */
async function findBookers({ db, now }: Deps, asked: readonly BookingCall[]): Promise<Booker[]> {
  const isAlone = ({ caller, request }: BookingCall) => !caller.struck && request.people.every((id) => id === caller.id)
  const others = asked.filter((one) => !isAlone(one))
  const ids = others.map(({ caller }) => caller.id)
  const people = others.flatMap(({ request }) => request.people)
  const known = new Map(ids.length ? (await listBookers(db, ids, people, now())).map((one, at) => [ids[at], one]) : [])
  return asked.map(({ caller }) => known.get(caller.id) ?? { people: [caller.self], strikes: [] })
}

/** Batched queries of one process. */
type Batches = Means & {
  findBooker: (asking: BookingCall) => Promise<Booker>
  storeAnswer: (answer: AnswerToStore) => Promise<StoredAnswer | undefined>
}

const createBatches = (deps: Deps): Batches => ({
  bookOne: createBookOne(deps.db),
  findSession: batch((ids: string[]) => findSessions(deps.db, ids), TOGETHER),
  findBooker: batch((asked: BookingCall[]) => findBookers(deps, asked), TOGETHER),
  storeAnswer: batch((answers: AnswerToStore[]) => storeAnswers(deps.db, answers), TOGETHER),
})

/** The people to book for, in the requested order; undefined if the caller may not book for one of them. */
function findPeople({ request }: Asked, booker: Booker): Person[] | undefined {
  const people = request.people.flatMap((id) => booker.people.find((person) => person.id === id) ?? [])
  return people.length === request.people.length ? people : undefined
}

/** Refuses if strikes have paused booking. A worker's own strikes do not count when they book for wards. */
function checkStrikes({ strikes, now }: Deps, booker: Booker, found: SessionWithRules, people: readonly Person[]) {
  const status = strikeStatus(isProxy(people) ? [] : booker.strikes, strikes, now())
  return checkPause(found.offering, status)
}

/** A refusal to store with the idempotency key. */
const refusedOf = ({ now }: Deps, { caller, key, request, fingerprint }: Asked, answer: string): AnswerToStore => ({
  booker: caller.id,
  key,
  people: request.people,
  now: now(),
  fingerprint,
  status: 409,
  answer,
})

export type Book = (asking: BookingCall, textOf: RefusalText) => Promise<StoredAnswer>

/** The booking service of one process, with its batches. */
export function createBook(deps: Deps): Book {
  const batches = createBatches(deps)

  /** Refuses a ward of a role that has ended: a stored answer has their name. */
  async function checkWards({ caller, request }: Asked): Promise<void> {
    if (await isFormerWorkerOf(deps.db, caller.id, request.people)) throw new ApiError('not-found')
  }

  async function decide(asked: Asked, found: SessionWithRules, booker: Booker, textOf: RefusalText) {
    const people = findPeople(asked, booker)
    // 404: existence is not disclosed. But an answer stored while the person was in the household is replayed.
    if (!people) return (await findStoredAnswers(deps.db, [{ ...asked, booker: asked.caller.id }], deps.now()))[0]
    const paused = checkStrikes(deps, booker, found, people)
    const outcome = paused.ok ? await place(deps, batches, asked, found, people) : paused
    return outcome.ok ? outcome.value : batches.storeAnswer(refusedOf(deps, asked, textOf(outcome.why)))
  }

  /**
   * Idempotent booking. A retry with the same key and request gets the bytes of the first answer, also of a refusal until
   * REQUEST_LIFE later; the same key with another request throws ApiError `key-reused`.
   */
  return async (asking, textOf) => {
    const asked = { ...asking, fingerprint: fingerprintOf(asking.request) }
    const [found, booker] = await Promise.all([batches.findSession(asking.request.session), batches.findBooker(asking)])
    if (!found) throw new ApiError('not-found')
    if (!findPeople(asked, booker)) await checkWards(asked)
    const stored = await decide(asked, found, booker, textOf)
    if (!stored) throw new ApiError('not-found')
    if (stored.fingerprint !== asked.fingerprint) throw new ApiError('key-reused')
    return stored
  }
}
