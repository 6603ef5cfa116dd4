import * as v from 'valibot'
import { FlaggedArrival, RosterEntry } from '../../attendance/roster'
import { Scan } from '../../attendance/scan'
import { count } from '../../base/count'
import { REFUSALS } from '../../base/refusal'
import { freeText } from '../../base/text'
import { Moment } from '../../base/time'
import { BookingId, BookingStatus } from '../../booking/booking'
import { ClosedSession, ClosingDay, Reason } from '../../booking/closing-day'
import { Strike } from '../../booking/strike'
import { Offering } from '../../catalogue/offering'
import { Session } from '../../catalogue/session'
import { SessionId } from '../../place/ids'
import { StationId } from '../../place/station'
import { row } from '../endpoint'

/** What the cloud makes of one event; the words are chosen by whoever shows it. */
export const ScanAnswer = v.object({
  device: v.string(),
  seq: v.number(),
  verdict: v.picklist(['in', 'already', 'left', 'undone', 'walked-in', 'refused']),
  refusal: v.optional(v.picklist(REFUSALS)),
  /** The phone had let them in, and it is written down; but this speaks against it, and it is no attendance. */
  flag: v.optional(v.picklist(REFUSALS)),
  message: v.string(),
  booking: v.optional(v.string()),
  session: v.optional(v.string()),
  /** Masked, since a queue looks on. */
  name: v.optional(v.string()),
  seats: v.optional(v.number()),
  title: v.optional(v.string()),
  startsAt: v.optional(Moment),
  /** When they came in: now, or the first time. */
  at: v.optional(Moment),
})

/** A party in a session's line or on its seats, as a manager sees it; names are masked. */
export const WaitlistEntry = v.object({
  booking: BookingId,
  status: BookingStatus,
  /** In the line: which party it is, counted from one. */
  place: v.optional(v.number()),
  name: v.string(),
  size: v.number(),
  since: Moment,
  overtaken: v.number(),
  offerUntil: v.optional(Moment),
  /** Somebody of them is inside already: their places are theirs. */
  came: v.optional(v.boolean()),
})
export type WaitlistEntry = v.InferOutput<typeof WaitlistEntry>

const Count = count(0, 100_000)
/** Only look: nothing is changed, and the answer is what would be. */
const preview = v.optional(v.boolean())

/** What a manager, a street or the district does. */
export const manager = {
  roster: row({
    method: 'GET',
    path: '/api/sessions/:id/roster',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: [],
    summary: 'Who is booked and who has come; names are masked',
    params: v.object({ id: SessionId }),
    answer: v.object({
      session: Session,
      roster: v.array(RosterEntry),
      flagged: v.array(FlaggedArrival),
      walkedIn: v.number(),
    }),
  }),
  /** One phone may send what it saw at several stations: an event of a station that is not the caller's is refused by itself. */
  attend: row({
    method: 'POST',
    path: '/api/attendance',
    who: { act: 'attend', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'What happened at the door, in any order and any number of times; each event has its own answer',
    body: v.strictObject({
      /** The phone's clock as it sends: what that differs from the cloud's corrects all of these. */
      sentAt: Moment,
      scans: v.pipe(v.array(Scan), v.minLength(1), v.maxLength(100)),
    }),
    /** `skew`: so many milliseconds the phone's clock is behind; negative when ahead. */
    answer: v.object({ answers: v.array(ScanAnswer), skew: v.number() }),
  }),
  line: row({
    method: 'GET',
    path: '/api/sessions/:id/line',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: [],
    summary: 'Who is seated, in order of arrival, and who waits, in order of the line',
    params: v.object({ id: SessionId }),
    answer: v.object({ session: Session, seated: v.array(WaitlistEntry), waiting: v.array(WaitlistEntry) }),
  }),
  changeSession: row({
    method: 'PATCH',
    path: '/api/sessions/:id',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['seats-taken', 'changed-meanwhile', 'called-off', 'started'],
    summary: 'More or fewer places. Whoever has no place then is named by the manager, and goes back to the line',
    params: v.object({ id: SessionId }),
    body: v.strictObject({
      capacity: Count,
      /** The session as the manager saw it. */
      version: Count,
      /** Bookings that give up their places. */
      unseat: v.optional(v.pipe(v.array(BookingId), v.maxLength(500))),
    }),
    answer: v.object({ session: Session }),
  }),
  callOff: row({
    method: 'POST',
    path: '/api/sessions/:id/call-off',
    who: { act: 'change', at: 'session' },
    status: 200,
    refusals: ['called-off', 'started'],
    summary: 'It does not take place; everybody is told why',
    params: v.object({ id: SessionId }),
    body: v.strictObject({ reason: Reason }),
    answer: v.object({ session: Session, told: v.number() }),
  }),
  offerings: row({
    method: 'GET',
    path: '/api/stations/:id/offerings',
    who: { act: 'plan', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'What a station offers, with the templates its sessions come from',
    params: v.object({ id: StationId }),
    answer: v.object({ offerings: v.array(Offering) }),
  }),
  saveOffering: row({
    method: 'POST',
    path: '/api/stations/:id/offerings',
    who: { act: 'plan', at: 'station' },
    status: 200,
    refusals: ['bad-template'],
    summary: 'A new offering, or one changed: only what is ahead and not booked changes with it',
    params: v.object({ id: StationId }),
    body: v.strictObject({ offering: Offering, preview }),
    answer: v.object({
      offering: Offering,
      added: v.number(),
      removed: v.number(),
      changed: v.number(),
      /** Booked ahead, and so left as they are. */
      left: v.array(Session),
    }),
  }),
  closeDay: row({
    method: 'POST',
    path: '/api/closures',
    who: { act: 'change', at: 'closure' },
    status: 200,
    refusals: [],
    summary: 'A station or a street is closed on a day: every session is moved or called off, every booker told',
    body: v.strictObject({ closing: ClosingDay, preview }),
    answer: v.object({ sessions: v.array(ClosedSession), told: v.number() }),
  }),
  /** Of all places where the caller answers appeals (`whereMay`). */
  appeals: row({
    method: 'GET',
    path: '/api/appeals',
    who: { act: 'appeal', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'Appeals that wait for an answer, at the stations I look after',
    answer: v.object({ appeals: v.array(v.object({ strike: Strike, name: v.string(), stationName: v.string() })) }),
  }),
  answerAppeal: row({
    method: 'POST',
    path: '/api/appeals/:id',
    who: { act: 'appeal', at: 'appeal' },
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'It is forgiven, or it stays; either way with a word',
    params: v.object({ id: BookingId }),
    body: v.strictObject({
      forgive: v.boolean(),
      words: freeText(200),
    }),
    answer: v.object({ strike: Strike }),
  }),
}
export type ScanAnswer = v.InferOutput<typeof ScanAnswer>
