import { HOUR, MINUTE } from '@core/base/time'
import { seatsForNewcomers, waitingOf } from '@core/booking/waitlist'
import fc from 'fast-check'
import { runWaitlistJobs } from '../reference/seating'
import { bookingOf, type ModelBooking, statusOf } from '../reference/state'
import { personId } from './fixture'
import { callOnce, callTogether, command, type Model } from './model-run'

/** What people, managers and the clock may do next. Whom a number means is found when it is made, from what is there by then. */
const nth = fc.nat({ max: 1000 })
const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)]
/** The first two overlap, and are where it is crowded. */
const session = fc.constantFrom(0, 0, 0, 1, 1, 2)
const NOBODY = { id: `hp001.${'0'.repeat(22)}`, booker: personId(1), session: '' }

const sessionAt = ({ stage }: Model, at: number): string => pick(stage.sessions, at)?.id ?? ''
const pickBooking = (model: Model, at: number, status?: string): Pick<ModelBooking, 'id' | 'booker' | 'session'> => {
  const all = Object.values(model.state.bookings)
  const right = all.filter((booked) => statusOf(model.state, booked) === status)
  return pick(right.length ? right : all, at) ?? NOBODY
}
/** Whoever booked it, or now and then somebody else. */
const actingPerson = (model: Model, booker: string, foreign: boolean): string =>
  foreign ? (model.stage.bookers.find((head) => head.id !== booker)?.id ?? booker) : booker

const idle = command('rest', fc.constant({}), () => Promise.resolve())

const party = {
  head: fc.nat({ max: 6 }),
  from: fc.nat({ max: 3 }),
  size: fc.constantFrom(1, 1, 1, 1, 2, 2, 3, 3, 3, 4),
}
const rarely = fc.nat({ max: 15 }).map((n) => n === 15)
const book = command(
  'book',
  fc.record({ ...party, session, wait: fc.constantFrom(true, true, false), stranger: rarely }),
  (model, play, { head, from, size, session, wait, stranger }) => {
    const { id, people } = pick(model.stage.bookers, head) ?? { id: '', people: [] }
    const mine = [...people.slice(from % people.length), ...people.slice(0, from % people.length)].slice(0, size)
    const wish = { session: sessionAt(model, session), people: stranger ? [...mine, personId(99)] : mine, wait }
    return callOnce(model, play, { kind: 'book', booker: id, key: `a-key-of-${model.requests.length}`, ...wish })
  },
)
/** A key sent again, with the same wish or with another. */
const retry = command('again', fc.record({ nth, other: fc.boolean() }), async (model, play, { nth, other }) => {
  const wish = pick(model.requests, nth)
  if (wish) await callOnce(model, play, { ...wish, wait: wish.wait !== other })
})
/** Where somebody waits for more than is free: a newcomer takes one seat of it, or else somebody goes. What overtakes, and how often. */
const squeeze = command('press', fc.record({ nth, goes: rarely }), async (model, play, { nth, goes }) => {
  const { state, stage, requests: wishes } = model
  const sitting = pick(
    Object.values(state.sessions).filter((one) => waitingOf(one.line).length > 0),
    nth,
  )
  if (!sitting) return
  const here = sitting.line.groups.map((party) => bookingOf(state, party.id))
  const newcomers = stage.bookers.filter(({ id }) => !here.some((booked) => booked.people.includes(id)))
  const newcomer = pick(newcomers, nth)
  if (newcomer && seatsForNewcomers(sitting.line) > 0 && !goes) {
    const wish = { session: sitting.id, people: [newcomer.id], wait: false }
    return callOnce(model, play, { kind: 'book', booker: newcomer.id, key: `a-key-of-${wishes.length}`, ...wish })
  }
  const seated = here.filter((booked) => statusOf(state, booked) !== 'waiting')
  const pairs = seated.filter((booked) => booked.people.length > 1)
  const leaver = pick(pairs.length ? pairs : seated, nth)
  if (leaver) await callOnce(model, play, { kind: 'cancel', who: leaver.booker, booking: leaver.id, late: true })
})
/** At the same moment, and the last of them twice. None of them share anybody. */
const crowd = command(
  'crowd',
  fc.record({ session, sizes: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 4 }), wait: nth }),
  (model, play, { session, sizes, wait }) => {
    const wishes = sizes.map((size, at) => {
      const { id, people } = model.stage.bookers[at + 2] ?? { id: '', people: [] }
      const key = `a-key-of-${model.requests.length + at}`
      const waits = (wait >> at) % 2 === 0
      const who = people.slice(0, size)
      return { kind: 'book' as const, booker: id, key, session: sessionAt(model, session), people: who, wait: waits }
    })
    return callTogether(model, play, [...wishes, ...wishes.slice(-1)])
  },
)
const cancel = command(
  'cancel',
  fc.record({
    nth,
    late: fc.boolean(),
    foreign: rarely,
    status: fc.constantFrom('booked', 'waiting', 'offered', 'any'),
  }),
  (model, play, { nth, late, foreign, status }) => {
    const { id, booker } = pickBooking(model, nth, status)
    return callOnce(model, play, { kind: 'cancel', who: actingPerson(model, booker, foreign), booking: id, late })
  },
)
const accept = command(
  'accept',
  fc.record({ nth, foreign: rarely, status: fc.constantFrom('offered', 'any') }),
  (model, play, { nth, foreign, status }) => {
    const { id, booker } = pickBooking(model, nth, status)
    return callOnce(model, play, { kind: 'accept', who: actingPerson(model, booker, foreign), booking: id })
  },
)
/** More places or fewer. Named are so many of the last who are seated, and now and then somebody who is not. */
const resize = command(
  'resize',
  fc.record({
    session,
    capacity: fc.constantFrom(0, 2, 3, 4, 4, 5, 6),
    named: fc.constantFrom(0, 0, 1, 2),
    wrong: rarely,
    stale: rarely,
    nth,
  }),
  (model, play, { session, capacity, named, wrong, stale, nth }) => {
    const sitting = model.state.sessions[sessionAt(model, session)]
    if (!sitting) return Promise.resolve()
    const seated = sitting.line.groups.filter((party) => party.status !== 'waiting').map((party) => party.id)
    const unseat = [...seated.slice(Math.max(0, seated.length - named)), ...(wrong ? [pickBooking(model, nth).id] : [])]
    const version = sitting.version - (stale ? 1 : 0)
    return callOnce(model, play, {
      kind: 'resize',
      who: model.stage.manager,
      session: sitting.id,
      capacity,
      version,
      unseat,
    })
  },
)
const callOff = command('call off', fc.record({ session, foreign: rarely }), (model, play, { session, foreign }) => {
  const who = actingPerson(model, model.stage.manager, foreign)
  return callOnce(model, play, { kind: 'callOff', who, session: sessionAt(model, session), reason: '台风' })
})

/** To an edge of something, or for a while. Without a timer that looks, what is over stays as it is. */
const EDGES = [-1, 0, 1]
const advanceClock = command(
  'pass',
  fc.record({
    way: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(MINUTE, 20 * MINUTE, 20 * MINUTE, HOUR, 2 * HOUR, 7 * HOUR) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('offer' as const, 'offer' as const, 'start' as const, 'deadline' as const),
      },
    ),
    edge: fc.constantFrom(...EDGES),
    looks: fc.nat({ max: 3 }).map((n) => n > 0),
  }),
  async (model, play, { way, edge, looks }) => {
    model.now = typeof way === 'number' ? model.now + way : Math.max(model.now, nextEdge(model, way) + edge)
    play.clock.now = model.now
    if (!looks) return
    await play.runWaitlistJobs()
    model.state = runWaitlistJobs(model.state, model.now)
  },
)
/** The next of its kind. */
function nextEdge({ state, now }: Model, way: 'offer' | 'start' | 'deadline'): number {
  const starts = Object.values(state.sessions).map((sitting) => sitting.startsAt)
  const ends = Object.values(state.bookings).flatMap((booked) => booked.offerUntil ?? [])
  const before = way === 'deadline' ? state.rules.cancelWithin : 0
  const ahead = (way === 'offer' ? ends : starts.map((at) => at - before)).filter((at) => at >= now)
  return ahead.length ? Math.min(...ahead) : now
}

/** Shrinks towards `rest`, so that what is left of a failed run is what it takes. */
export const commands = fc.array(
  fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: idle },
    { weight: 44, arbitrary: book },
    { weight: 4, arbitrary: retry },
    { weight: 4, arbitrary: crowd },
    { weight: 20, arbitrary: cancel },
    { weight: 20, arbitrary: squeeze },
    { weight: 8, arbitrary: accept },
    { weight: 6, arbitrary: resize },
    { weight: 1, arbitrary: callOff },
    { weight: 9, arbitrary: advanceClock },
  ),
  { minLength: 50, maxLength: 50 },
)
