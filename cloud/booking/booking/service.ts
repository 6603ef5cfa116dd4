import type { Person } from '@core/account/person'
import { mayAnywhere } from '@core/account/role'
import type { Refusal } from '@core/base/refusal'
import { checkPause } from '@core/booking/booking'
import { strikeStatus } from '@core/booking/strike'
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

/** How a refusal becomes the text that is kept with the key. */
type RefusalText = (why: Refusal) => string

/** So many questions to the database in one; more would only make its answer late. */
const TOGETHER = 64

const fingerprintOf = ({ session, people, wait = false }: BookingCall['wish']): string =>
  sha256(JSON.stringify([session, [...people].sort(), wait]))

/**
 * Who books for themselves alone, and has nothing against them, is known from their login. They go the same way as the
 * others all the same: whoever comes first is before who comes second, however large their household.
 */
async function findBookers({ db, now }: Deps, asked: readonly BookingCall[]): Promise<Booker[]> {
  const isAlone = ({ caller, wish }: BookingCall) => !caller.struck && wish.people.every((id) => id === caller.id)
  const others = asked.filter((one) => !isAlone(one))
  const ids = others.map(({ caller }) => caller.id)
  const people = others.flatMap(({ wish }) => wish.people)
  const known = new Map(ids.length ? (await listBookers(db, ids, people, now())).map((one, at) => [ids[at], one]) : [])
  return asked.map(({ caller }) => known.get(caller.id) ?? { people: [caller.self], strikes: [] })
}

/** What a process asks of the database: questions that come at the same moment go together. */
type Batches = Means & {
  findBooker: (asking: BookingCall) => Promise<Booker>
  keep: (answer: AnswerToStore) => Promise<StoredAnswer | undefined>
}

const createBatches = (deps: Deps): Batches => ({
  bookOne: createBookOne(deps.db),
  findSession: batch((ids: string[]) => findSessions(deps.db, ids), TOGETHER),
  findBooker: batch((asked: BookingCall[]) => findBookers(deps, asked), TOGETHER),
  keep: batch((answers: AnswerToStore[]) => storeAnswers(deps.db, answers), TOGETHER),
})

/** Those who are to come, in the order asked; undefined where one of them is not the caller's to book for. */
function findPeople({ caller, wish }: Asked, booker: Booker): Person[] | undefined {
  const atWork = mayAnywhere(caller.roles, 'proxy')
  const mine = booker.people.filter((person) => atWork || person.relation !== 'ward')
  const people = wish.people.flatMap((id) => mine.find((person) => person.id === id) ?? [])
  return people.length === wish.people.length ? people : undefined
}

/** May they book just now? What a worker has against them stands in no elder's way. */
function checkStrikes({ strikes, now }: Deps, booker: Booker, found: SessionWithRules, people: readonly Person[]) {
  const standing = strikeStatus(isProxy(people) ? [] : booker.strikes, strikes, now())
  return checkPause(found.offering, standing)
}

/** A refusal as it is kept with the key. */
const refusedOf = ({ now }: Deps, { caller, key, wish, fingerprint }: Asked, answer: string): AnswerToStore => ({
  booker: caller.id,
  key,
  people: wish.people,
  now: now(),
  fingerprint,
  status: 409,
  answer,
})

export type Book = (asking: BookingCall, textOf: RefusalText) => Promise<StoredAnswer>

/** Booking for one process. */
export function createBook(deps: Deps): Book {
  const batches = createBatches(deps)

  async function decide(asked: Asked, found: SessionWithRules, booker: Booker, textOf: RefusalText) {
    const people = findPeople(asked, booker)
    // Somebody else's child looks like one who does not exist; what was answered while it was one's own still is.
    if (!people) return (await findStoredAnswers(deps.db, [{ booker: asked.caller.id, key: asked.key }]))[0]
    const paused = checkStrikes(deps, booker, found, people)
    const outcome = paused.ok ? await place(deps, batches, asked, found, people) : paused
    return outcome.ok ? outcome.value : batches.keep(refusedOf(deps, asked, textOf(outcome.why)))
  }

  /**
   * One booking, once a key. The same key and wish get the bytes of the first answer, a refusal's too; the same key with
   * another wish is `key-reused`.
   */
  return async (asking, textOf) => {
    const asked = { ...asking, fingerprint: fingerprintOf(asking.wish) }
    const [found, booker] = await Promise.all([batches.findSession(asking.wish.session), batches.findBooker(asking)])
    if (!found) throw new ApiError('not-found')
    const kept = await decide(asked, found, booker, textOf)
    if (!kept) throw new ApiError('not-found')
    if (kept.fingerprint !== asked.fingerprint) throw new ApiError('key-reused')
    return kept
  }
}
