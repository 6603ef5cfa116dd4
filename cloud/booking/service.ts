import { checkPause } from '@core/booking'
import type { Person } from '@core/person'
import type { Refusal } from '@core/refusal'
import { mayAnywhere } from '@core/role'
import { strikeStanding } from '@core/strike'
import { coalesce } from '../db/coalesce'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import { Wrong } from '../http/wrong'
import { findSessions, type SessionWithRules } from '../session/queries'
import { createBookOne } from './book'
import { type Booker, listBookers } from './bookers'
import { isProxy } from './draft'
import { findAll, type Keeping, type Kept, keepAll } from './kept'
import { type Asked, type Means, place } from './place'

type Asking = Omit<Asked, 'fingerprint'>

/** How a refusal becomes the text that is kept with the key. */
type RefusalText = (why: Refusal) => string

/** So many questions to the database in one; more would only make its answer late. */
const TOGETHER = 64

const fingerprintOf = ({ session, people, wait = false }: Asking['wish']): string =>
  sha256(JSON.stringify([session, [...people].sort(), wait]))

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

/** What a process asks of the database: questions that come at the same moment go together. */
type Batches = Means & {
  findBooker: (asking: Asking) => Promise<Booker>
  keep: (answer: Keeping) => Promise<Kept | undefined>
}

const createBatches = (deps: Deps): Batches => ({
  bookOne: createBookOne(deps.db),
  findSession: coalesce((ids: string[]) => findSessions(deps.db, ids), TOGETHER),
  findBooker: coalesce((asked: Asking[]) => findBookers(deps, asked), TOGETHER),
  keep: coalesce((answers: Keeping[]) => keepAll(deps.db, answers), TOGETHER),
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
  const standing = strikeStanding(isProxy(people) ? [] : booker.strikes, strikes, now())
  return checkPause(found.offering, standing)
}

/** A refusal as it is kept with the key. */
const refusedOf = ({ now }: Deps, { caller, key, wish, fingerprint }: Asked, answer: string): Keeping => ({
  booker: caller.id,
  key,
  people: wish.people,
  now: now(),
  fingerprint,
  status: 409,
  answer,
})

export type Book = (asking: Asking, textOf: RefusalText) => Promise<Kept>

/** Booking for one process. */
export function createBook(deps: Deps): Book {
  const batches = createBatches(deps)

  async function decide(asked: Asked, found: SessionWithRules, booker: Booker, textOf: RefusalText) {
    const people = findPeople(asked, booker)
    // Somebody else's child looks like one who does not exist; what was answered while it was one's own still is.
    if (!people) return (await findAll(deps.db, [{ booker: asked.caller.id, key: asked.key }]))[0]
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
    if (!found) throw new Wrong('not-found')
    const kept = await decide(asked, found, booker, textOf)
    if (!kept) throw new Wrong('not-found')
    if (kept.fingerprint !== asked.fingerprint) throw new Wrong('key-reused')
    return kept
  }
}
