import * as v from 'valibot'
import { RosterEntry, Scan } from '../attendance'
import { Booking, BookingId } from '../booking'
import { Pass } from '../pass'
import { Born, Person, PersonName } from '../person'
import { PERSONAS } from '../persona'
import type { RefusalCode } from '../refusal'
import { REFUSALS } from '../refusal'
import { Role } from '../role'
import { Moment, Session, SessionDetail, SessionId } from '../session'
import { Pack, Station, StationId } from '../station'
import type { Endpoint } from './endpoint'
import { NearQuery, SessionsQuery } from './query'

const row = <const E extends Endpoint>(endpoint: E): E => endpoint

const Me = v.object({ person: Person, people: v.array(Person), roles: v.array(Role) })
const PersonId = v.pipe(v.string(), v.uuid())
const AUDIENCE: RefusalCode[] = [
  'too-young',
  'too-old',
  'age-unknown',
  'only-members',
  'only-veterans',
  'only-workers',
  'only-enterprises',
]

/** What a door answers to one scan; the words are chosen from `verdict` and `refusal` by whoever shows it. */
export const ScanAnswer = v.object({
  device: v.string(),
  seq: v.number(),
  verdict: v.picklist(['in', 'already', 'refused']),
  refusal: v.optional(v.picklist(REFUSALS)),
  message: v.string(),
  /** Masked, since a queue looks on. */
  name: v.optional(v.string()),
  seats: v.optional(v.number()),
  title: v.optional(v.string()),
  startsAt: v.optional(Moment),
  /** When they came in: now, or the first time. */
  at: v.optional(Moment),
})

export const endpoints = {
  personas: row({
    method: 'GET',
    path: '/api/personas',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'Who one can log in as, in the demo district only',
    answer: v.object({ personas: v.array(v.object({ persona: v.picklist(PERSONAS), name: v.string() })) }),
  }),
  login: row({
    method: 'POST',
    path: '/api/login',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'Log in: as a persona of the demo, or with a code of WeChat',
    body: v.union([
      v.strictObject({ persona: v.picklist(PERSONAS) }),
      v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(128)) }),
    ]),
    answer: v.object({ token: v.string(), ...Me.entries }),
  }),
  logout: row({
    method: 'POST',
    path: '/api/logout',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'End this login',
    answer: v.object({}),
  }),
  me: row({
    method: 'GET',
    path: '/api/me',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Me, the people I book for, and what I look after',
    answer: Me,
  }),
  addPerson: row({
    method: 'POST',
    path: '/api/people',
    who: 'person',
    status: 201,
    refusals: ['consent-needed', 'household-full'],
    summary: 'A child or a parent joins the people I book for',
    body: v.strictObject({
      name: PersonName,
      relation: v.picklist(['child', 'parent']),
      born: v.optional(Born),
      /** A child under 14 needs the guardian's word; it is kept with its time. */
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  changePerson: row({
    method: 'PATCH',
    path: '/api/people/:id',
    who: 'person',
    status: 200,
    refusals: ['consent-needed'],
    summary: 'Mend a name or a birth month, mine or of one I book for',
    params: v.object({ id: PersonId }),
    body: v.strictObject({
      name: v.optional(PersonName),
      born: v.optional(v.nullable(Born)),
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  removePerson: row({
    method: 'DELETE',
    path: '/api/people/:id',
    who: 'person',
    status: 200,
    refusals: ['still-booked'],
    summary: 'One leaves the people I book for; name and birth month are erased',
    params: v.object({ id: PersonId }),
    answer: v.object({ removed: v.string() }),
  }),
  stations: row({
    method: 'GET',
    path: '/api/stations',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: "The district's pack: every station; unchanged since If-None-Match, 304",
    answer: Pack,
  }),
  near: row({
    method: 'GET',
    path: '/api/stations/near',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'The nearest stations, nearest first, with metres as the crow flies and minutes on foot',
    query: NearQuery,
    answer: v.object({
      stations: v.array(v.object({ station: Station, metres: v.number(), minutes: v.number() })),
    }),
  }),
  station: row({
    method: 'GET',
    path: '/api/stations/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One station',
    params: v.object({ id: StationId }),
    answer: v.object({ station: Station }),
  }),
  sessions: row({
    method: 'GET',
    path: '/api/sessions',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'What is on, by start; `next` is the cursor of the page that follows',
    query: SessionsQuery,
    answer: v.object({ sessions: v.array(Session), next: v.optional(v.string()) }),
  }),
  session: row({
    method: 'GET',
    path: '/api/sessions/:id',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One session, and the rules of what is offered',
    params: v.object({ id: SessionId }),
    answer: SessionDetail,
  }),
  book: row({
    method: 'POST',
    path: '/api/bookings',
    who: 'person',
    status: 201,
    keyed: true,
    refusals: ['full', 'called-off', 'started', 'not-open-yet', 'too-many', 'already-booked', 'overlap', ...AUDIENCE],
    summary: 'Book places for me and mine: all of them or none',
    body: v.strictObject({
      session: SessionId,
      people: v.pipe(
        v.array(PersonId),
        v.minLength(1),
        v.maxLength(20),
        v.check((ids) => new Set(ids).size === ids.length, 'each person once'),
      ),
    }),
    answer: v.object({ booking: Booking }),
  }),
  bookings: row({
    method: 'GET',
    path: '/api/bookings',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'My bookings, the latest start first',
    answer: v.object({ bookings: v.array(Booking) }),
  }),
  cancel: row({
    method: 'POST',
    path: '/api/bookings/:id/cancel',
    who: 'person',
    status: 200,
    refusals: ['too-late-to-cancel', 'cancelled', 'came-already'],
    summary: 'Give the places back',
    params: v.object({ id: BookingId }),
    answer: v.object({ booking: Booking }),
  }),
  pass: row({
    method: 'GET',
    path: '/api/bookings/:id/pass',
    who: 'person',
    status: 200,
    refusals: ['cancelled'],
    summary: 'What is shown at the door',
    params: v.object({ id: BookingId }),
    answer: v.object({ pass: Pass }),
  }),
  roster: row({
    method: 'GET',
    path: '/api/sessions/:id/roster',
    who: 'manager',
    status: 200,
    refusals: [],
    summary: 'Who is booked and who has come; names are masked',
    params: v.object({ id: SessionId }),
    answer: v.object({ session: Session, roster: v.array(RosterEntry) }),
  }),
  attend: row({
    method: 'POST',
    path: '/api/attendance',
    who: 'manager',
    status: 200,
    refusals: [],
    summary: 'What was scanned at the door; each scan has its own answer',
    body: v.strictObject({ scans: v.pipe(v.array(Scan), v.minLength(1), v.maxLength(100)) }),
    answer: v.object({ answers: v.array(ScanAnswer) }),
  }),
}

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
export type ScanAnswer = v.InferOutput<typeof ScanAnswer>
export type Me = v.InferOutput<typeof Me>
