import { createHash } from 'node:crypto'
import { type Booking, cancelUntil, mayBook, mayCancel } from '@core/booking'
import type { Person } from '@core/person'
import { no, type Refusal, type Verdict, yes } from '@core/refusal'
import { stationOf } from '@core/session'
import { moment } from '@core/time'
import { isTransient, violated } from '../db/port'
import type { Deps } from '../deps'
import { Wrong } from '../http/wrong'
import { listHousehold } from '../person/queries'
import { findSession, type SessionWithRules } from '../session/queries'
import { newBookingId, newDoorCode } from './ids'
import { cancelBooking, findHeld, findKept, insertBooking, type KeptAnswer, keepAnswer, listOwn } from './queries'

type Wish = { session: string; people: string[] }
export type Asking = { person: string; key: string; wish: Wish }

/** How a refusal becomes the text that is kept with the key. */
export type RefusalText = (why: Refusal) => string

const ATTEMPTS = 4
const names = (people: readonly Person[]): string => people.map((person) => person.name).join('、')

const fingerprintOf = ({ session, people }: Wish): string =>
  createHash('sha256')
    .update(JSON.stringify([session, [...people].sort()]))
    .digest('base64url')

/**
 * One booking, once a key. The same key and wish get the bytes of the first answer, a refusal's too;
 * the same key with another wish is `key-reused`.
 */
export async function book(deps: Deps, asking: Asking, textOf: RefusalText): Promise<KeptAnswer> {
  const fingerprint = fingerprintOf(asking.wish)
  const again = (kept: KeptAnswer): KeptAnswer => {
    if (kept.fingerprint !== fingerprint) throw new Wrong('key-reused')
    return kept
  }
  const before = await findKept(deps.db, asking.person, asking.key)
  if (before) return again(before)
  const outcome = await seat(deps, asking, fingerprint)
  if (outcome.ok) return again(outcome.value)
  const refused = { fingerprint, status: 409, answer: textOf(outcome.why) }
  const kept = await keepAnswer(deps.db, asking.person, asking.key, refused, asking.wish.people, deps.now())
  if (!kept) throw new Wrong('not-found')
  return again(kept)
}

async function seat(deps: Deps, asking: Asking, fingerprint: string): Promise<Verdict<KeptAnswer>> {
  const found = await findSession(deps.db, asking.wish.session)
  if (!found) throw new Wrong('not-found')
  const household = await listHousehold(deps.db, asking.person)
  const people = asking.wish.people.map((id) => household.find((person) => person.id === id))
  // Somebody else's child looks like one who does not exist.
  if (!people.every((person) => person !== undefined)) throw new Wrong('not-found')
  for (let attempt = 1; ; attempt++) {
    const now = deps.now()
    const may = mayBook(found.session, found.offering, people, now)
    if (!may.ok) return may
    const booking = draft(deps, found, people)
    const answer = JSON.stringify({ booking })
    try {
      const { person: booker, key } = asking
      const { id, code } = booking
      const taken = {
        id,
        code,
        session: found.session.id,
        booker,
        people: asking.wish.people,
        now,
        key,
        fingerprint,
        answer,
      }
      if (await insertBooking(deps.db, taken)) return yes({ fingerprint, status: 201, answer })
      return await whyNot(deps, asking, people)
    } catch (fault) {
      const kept = violated(fault) === 'idempotency_once' && (await findKept(deps.db, asking.person, asking.key))
      if (kept) return yes(kept)
      const held = await whoHolds(deps, fault, found, people)
      if (held) return no(held)
      const again = violated(fault) === 'booking_code' || isTransient(fault)
      if (!again || attempt === ATTEMPTS) throw fault
    }
  }
}

/** No row moved: between our look and the statement the session filled, began or was called off. */
async function whyNot(deps: Deps, asking: Asking, people: Person[]): Promise<{ ok: false; why: Refusal }> {
  const now = await findSession(deps.db, asking.wish.session)
  if (!now) throw new Wrong('not-found')
  const may = mayBook(now.session, now.offering, people, deps.now())
  if (!may.ok) return may
  return no({ refusal: 'full', left: Math.min(now.session.left, people.length - 1) })
}

/** What the constraint that was hit means in our words. */
async function whoHolds(
  deps: Deps,
  fault: unknown,
  found: SessionWithRules,
  people: Person[],
): Promise<Refusal | undefined> {
  const constraint = violated(fault)
  if (constraint === 'person_time_household') throw new Wrong('not-found')
  if (constraint !== 'seat_once' && constraint !== 'person_time_free') return undefined
  const ids = people.map((person) => person.id)
  const held = await findHeld(deps.db, found.session.id, ids, found.session.startsAt, found.session.endsAt)
  const among = (those: string[]) => people.filter((person) => those.includes(person.id))
  // A double is also an overlap, and the plainer word is the right one.
  if (held.here.length || constraint === 'seat_once') {
    return { refusal: 'already-booked', names: names(held.here.length ? among(held.here) : people) }
  }
  return { refusal: 'overlap', names: names(held.elsewhere.length ? among(held.elsewhere) : people) }
}

function draft(deps: Deps, found: SessionWithRules, people: Person[]): Booking {
  const { session, offering, stationName, phone } = found
  return {
    id: newBookingId(stationOf(session.id), deps.random),
    status: 'booked',
    session: session.id,
    title: session.title,
    stationName,
    phone,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    cancelUntil: moment(cancelUntil(offering, session.startsAt)),
    people: people.map(({ id, name }) => ({ id, name, came: false })),
    code: newDoorCode(deps.random),
    bookedAt: moment(deps.now()),
  }
}

export async function findOwn(deps: Deps, person: string, id: string) {
  const [own] = await listOwn(deps.db, person, deps.now(), id)
  if (!own) throw new Wrong('not-found')
  return own
}

export async function cancel(deps: Deps, person: string, id: string): Promise<Verdict<Booking>> {
  const { booking } = await findOwn(deps, person, id)
  const may = mayCancel(booking, deps.now())
  if (!may.ok) return may
  const gone = await cancelBooking(deps.db, person, id, deps.now())
  const after = (await findOwn(deps, person, id)).booking
  if (gone) return yes(after)
  // A second cancellation or a scan came in between; what is there now says which.
  const why = mayCancel(after, deps.now())
  return why.ok ? no({ refusal: 'came-already' }) : why
}
