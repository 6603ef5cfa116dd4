import { HOUR, MINUTE } from '@core/base/time'
import { HOLD_RELEASE, seatsForNewcomers, waitingOf } from '@core/booking/waitlist'
import fc from 'fast-check'
import { runWaitlistJobs } from '../reference/seating'
import { bookingOf, deadlineOf, type ModelBooking, statusOf } from '../reference/state'
import { personId } from './fixture'
import { callOnce, callTogether, command, type Model, type ModelRun } from './model-run'

/** Arbitrary commands of people, managers and the clock. A number picks from what exists when the command runs. */
const nth = fc.nat({ max: 1000 })
const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)]
/** Index of a session. The first two overlap, and get most of the bookings. */
const session = fc.constantFrom(0, 0, 0, 1, 1, 2)
const NOBODY = { id: `hp001.${'0'.repeat(22)}`, booker: personId(1), session: '' }

const sessionAt = ({ fixture }: Model, at: number): string => pick(fixture.sessions, at)?.id ?? ''
const pickBooking = (model: Model, at: number, status?: string): Pick<ModelBooking, 'id' | 'booker' | 'session'> => {
  const all = Object.values(model.state.bookings)
  const matching = all.filter((booked) => statusOf(model.state, booked) === status)
  return pick(matching.length ? matching : all, at) ?? NOBODY
}
/** The booker, or now and then somebody else. */
const actingPerson = (model: Model, booker: string, foreign: boolean): string =>
  foreign ? (model.fixture.bookers.find((head) => head.id !== booker)?.id ?? booker) : booker

const idle = command('rest', fc.constant({}), () => Promise.resolve())

const group = {
  head: fc.nat({ max: 6 }),
  from: fc.nat({ max: 3 }),
  size: fc.constantFrom(1, 1, 1, 1, 2, 2, 3, 3, 3, 4),
}
const rarely = fc.nat({ max: 15 }).map((n) => n === 15)
const book = command(
  'book',
  fc.record({ ...group, session, wait: fc.constantFrom(true, true, false), stranger: rarely }),
  (model, real, { head, from, size, session, wait, stranger }) => {
    const { id, people } = pick(model.fixture.bookers, head) ?? { id: '', people: [] }
    const mine = [...people.slice(from % people.length), ...people.slice(0, from % people.length)].slice(0, size)
    const request = { session: sessionAt(model, session), people: stranger ? [...mine, personId(99)] : mine, wait }
    return callOnce(model, real, { kind: 'book', booker: id, key: `a-key-of-${model.requests.length}`, ...request })
  },
)
/** A key that is used again, with the same request or with another. */
const retry = command('retry', fc.record({ nth, other: fc.boolean() }), async (model, real, { nth, other }) => {
  const request = pick(model.requests, nth)
  if (request) await callOnce(model, real, { ...request, wait: request.wait !== other })
})
const EDGES = [-1, 0, 1]
/** `looks`: whether the timer runs afterwards. */
const clockStep = { edge: fc.constantFrom(...EDGES), looks: fc.nat({ max: 3 }).map((n) => n > 0) }
async function moveClock(model: Model, real: ModelRun, to: number, looks: boolean): Promise<void> {
  model.now = Math.max(model.now, to)
  real.clock.now = model.now
  if (!looks) return
  await real.runWaitlistJobs()
  model.state = runWaitlistJobs(model.state, model.now)
}
const near = fc.record({ now: fc.boolean(), ...clockStep })
/**
 * Where a group waits: a newcomer books one of the free seats that are too few for it, or else somebody cancels. So waiting
 * groups are overtaken often. Where seats are held, the clock advances now and then to just around their release.
 */
const squeeze = command('squeeze', fc.record({ nth, goes: rarely, near }), async (model, real, { nth, goes, near }) => {
  const { state, fixture, requests } = model
  const current = pick(
    Object.values(state.sessions).filter((one) => waitingOf(one.line).length > 0),
    nth,
  )
  if (!current) return
  if (current.line.held > 0 && near.now)
    return moveClock(model, real, current.startsAt - HOLD_RELEASE + near.edge, near.looks)
  const here = current.line.groups.map((group) => bookingOf(state, group.id))
  const newcomers = fixture.bookers.filter(({ id }) => !here.some((booked) => booked.people.includes(id)))
  const newcomer = pick(newcomers, nth)
  if (newcomer && seatsForNewcomers(current.line) > 0 && !goes) {
    const request = { session: current.id, people: [newcomer.id], wait: false }
    return callOnce(model, real, { kind: 'book', booker: newcomer.id, key: `a-key-of-${requests.length}`, ...request })
  }
  const seated = here.filter((booked) => statusOf(state, booked) !== 'waiting')
  const pairs = seated.filter((booked) => booked.people.length > 1)
  const leaver = pick(pairs.length ? pairs : seated, nth)
  if (leaver) await callOnce(model, real, { kind: 'cancel', who: leaver.booker, booking: leaver.id, late: true })
})
/** Concurrent bookings of people who have nobody in common, the last of them sent twice. */
const crowd = command(
  'crowd',
  fc.record({ session, sizes: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 4 }), wait: nth }),
  (model, real, { session, sizes, wait }) => {
    const calls = sizes.map((size, at) => {
      const { id, people } = model.fixture.bookers[at + 2] ?? { id: '', people: [] }
      const key = `a-key-of-${model.requests.length + at}`
      const waits = (wait >> at) % 2 === 0
      const who = people.slice(0, size)
      return { kind: 'book' as const, booker: id, key, session: sessionAt(model, session), people: who, wait: waits }
    })
    return callTogether(model, real, [...calls, ...calls.slice(-1)])
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
  (model, real, { nth, late, foreign, status }) => {
    const { id, booker } = pickBooking(model, nth, status)
    return callOnce(model, real, { kind: 'cancel', who: actingPerson(model, booker, foreign), booking: id, late })
  },
)
const accept = command(
  'accept',
  fc.record({ nth, foreign: rarely, status: fc.constantFrom('offered', 'any') }),
  (model, real, { nth, foreign, status }) => {
    const { id, booker } = pickBooking(model, nth, status)
    return callOnce(model, real, { kind: 'accept', who: actingPerson(model, booker, foreign), booking: id })
  },
)
/** Changes a capacity, and unseats some of the last groups; now and then it names one that is not seated. */
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
  (model, real, { session, capacity, named, wrong, stale, nth }) => {
    const current = model.state.sessions[sessionAt(model, session)]
    if (!current) return Promise.resolve()
    const seated = current.line.groups.filter((group) => group.status !== 'waiting').map((group) => group.id)
    const unseat = [...seated.slice(Math.max(0, seated.length - named)), ...(wrong ? [pickBooking(model, nth).id] : [])]
    const version = current.version - (stale ? 1 : 0)
    return callOnce(model, real, {
      kind: 'resize',
      who: model.fixture.manager,
      session: current.id,
      capacity,
      version,
      unseat,
    })
  },
)
const callOff = command('call off', fc.record({ session, foreign: rarely }), (model, real, { session, foreign }) => {
  const who = actingPerson(model, model.fixture.manager, foreign)
  return callOnce(model, real, { kind: 'callOff', who, session: sessionAt(model, session), reason: '台风' })
})

/** Advances the clock by a while or to just around the next edge. */
const advanceClock = command(
  'advance clock',
  fc.record({
    way: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(MINUTE, 20 * MINUTE, 20 * MINUTE, HOUR, 2 * HOUR, 7 * HOUR) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('offer' as const, 'offer' as const, 'start' as const, 'deadline' as const),
      },
    ),
    ...clockStep,
  }),
  (model, real, { way, edge, looks }) =>
    moveClock(model, real, typeof way === 'number' ? model.now + way : nextEdge(model, way) + edge, looks),
)
/** The time of the next edge of this kind. */
function nextEdge({ state, now }: Model, way: 'offer' | 'start' | 'deadline'): number {
  const bookings = Object.values(state.bookings)
  const edges = {
    start: Object.values(state.sessions).map((current) => current.startsAt),
    offer: bookings.flatMap((booked) => booked.offerUntil ?? []),
    deadline: bookings.map((booked) => deadlineOf(state, booked)),
  }
  const ahead = edges[way].filter((at) => at >= now)
  return ahead.length ? Math.min(...ahead) : now
}

/** Fifty commands. They shrink towards `rest`, so that a failed run is reduced to what it takes. */
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
