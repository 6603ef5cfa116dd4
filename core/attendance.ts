import * as v from 'valibot'
import { BookingId } from './booking'
import { PASS_PREFIX } from './pass'
import { ONE_LINE } from './person'
import { Moment, SessionId } from './session'
import { type Instant, MINUTE } from './time'

/** The eight figures under a pass. */
const DOOR_CODE = /^\d{8}$/
/** How far from now a code's session may be: yesterday's is told so, and whatever is booked ahead. */
export const DOOR_CODE_DAYS = { back: 7, ahead: 31 } as const
export const figuresOf = (text: string): string => text.replace(/[\s-]/g, '')

/**
 * How somebody was known: a pass on a phone or on paper (`card`), figures typed, a name tapped on the roster, or by
 * themselves, with the code on a screen or on the wall.
 */
export const MEANS = ['scan', 'card', 'code', 'hand', 'screen', 'wall'] as const
export type Means = (typeof MEANS)[number]

/** What was handed to a door; a card is a pass until it is read. */
export function meansOf(pass: string): 'scan' | 'code' | 'hand' | null {
  if (pass.startsWith(PASS_PREFIX)) return 'scan'
  if (DOOR_CODE.test(figuresOf(pass))) return 'code'
  return v.is(BookingId, pass) ? 'hand' : null
}

/** In, out again, either of them taken back, or people without a booking. */
const SCAN_KINDS = ['in', 'out', 'undo', 'walk-in'] as const

const Seq = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const Device = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(ONE_LINE))

/** One event as a manager's phone recorded it. `device` and `seq` name it for good: sent twice, it counts once. */
export const Scan = v.pipe(
  v.strictObject({
    kind: v.picklist(SCAN_KINDS),
    /** What was scanned, typed or tapped; of an undoing, what the scan had. Empty for people without a booking. */
    pass: v.pipe(v.string(), v.maxLength(600)),
    /** The phone's own clock. How far it is off, the cloud finds when it is sent. */
    at: Moment,
    device: Device,
    seq: Seq,
    /** The session this door is for; without it any of the station's sessions of the day will do. */
    session: v.optional(SessionId),
    /** An undoing: which of this device's events. */
    of: v.optional(Seq),
    /** People without a booking: how many. */
    seats: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
    /** The phone has let them in already: what speaks against it is written down, and does not undo it. */
    told: v.optional(v.literal(true)),
  }),
  v.check(
    ({ kind, pass, session, of, seats }) =>
      (kind === 'undo') === (of !== undefined) &&
      (kind === 'walk-in' ? seats !== undefined && session !== undefined && pass === '' : seats === undefined) &&
      (kind === 'in' || kind === 'out' ? pass !== '' : true),
    'an event of its kind',
  ),
)
export type Scan = v.InferOutput<typeof Scan>

/** Where one event of one phone stands in time, by the cloud's clock. */
type Mark = { at: Instant; device: string; seq: number; means: Means; by: string }
export type ScanEvent = Mark & { kind: 'in' | 'out' | 'undo'; of?: number }

/** What the events of one booking come to. `again`: how often more they were let in, with the same pass. */
export type Attendance = { in?: Mark; out?: Mark; again: number }

/** A mistake is taken back at once, or not at all. */
export const UNDO = 10_000
/** Two events of one phone may be corrected by a little more or less. */
const SLACK = 5_000

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
/** The earliest first; then by the device's name, and its number. */
const inOrder = (a: ScanEvent, b: ScanEvent): number =>
  compare(a.at, b.at) || compare(a.device, b.device) || compare(a.seq, b.seq) || compare(textOf(a), textOf(b))
const textOf = ({ kind, of, means, by }: ScanEvent): string => [kind, of, means, by].join()
const markOf = ({ at, device, seq, means, by }: ScanEvent): Mark => ({ at, device, seq, means, by })

/**
 * The one rule by which scans become attendance, on phones and in the cloud: whoever has been let in by any of them is
 * there, since the earliest, and left at the latest way out after it. The order in which events arrive, and how often,
 * changes nothing.
 */
export function mergeScans(events: readonly ScanEvent[]): Attendance {
  const once = new Map<string, ScanEvent>()
  for (const event of [...events].sort(inOrder)) {
    const name = `${event.seq} ${event.device}`
    if (!once.has(name)) once.set(name, event)
  }
  const all = [...once.values()]
  const undone = new Set<string>()
  for (const { kind, of, device, at } of all) {
    const scan = kind === 'undo' ? once.get(`${of} ${device}`) : undefined
    if (scan && scan.kind !== 'undo' && at >= scan.at - SLACK && at - scan.at <= UNDO + SLACK)
      undone.add(`${scan.seq} ${device}`)
  }
  const counts = all.filter((event) => event.kind !== 'undo' && !undone.has(`${event.seq} ${event.device}`))
  const came = counts.filter((event) => event.kind === 'in')
  const first = came[0]
  if (!first) return { again: 0 }
  const last = counts.filter((event) => event.kind === 'out' && event.at >= first.at).at(-1)
  return { in: markOf(first), ...(last ? { out: markOf(last) } : {}), again: came.length - 1 }
}

/** The minutes somebody was there, of the session's own; `forgotten`: they never scanned out, and it is counted to its end. */
export function minutesThere(
  came: Instant,
  left: Instant | undefined,
  { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
): { minutes: number; forgotten: boolean } {
  const from = Math.max(came, startsAt)
  const to = Math.min(left ?? endsAt, endsAt)
  return { minutes: Math.max(0, Math.floor((to - from) / MINUTE)), forgotten: left === undefined }
}

/** After the time of grace, in minutes (core/offering.ts), one is late. */
export const LATE_USUAL = 15
export const isLate = (came: Instant, startsAt: Instant, lateMinutes = LATE_USUAL): boolean =>
  came > startsAt + lateMinutes * MINUTE

/** Less than this is the way of the message, and no clock. Milliseconds. */
const NO_SKEW = 2_000
/** How far a phone's clock is behind the cloud's, in whole seconds, from when it says it sent. Negative: it is ahead. */
export function skewOf(sentAt: Instant, now: Instant): number {
  const off = now - sentAt
  return Math.abs(off) < NO_SKEW ? 0 : Math.round(off / 1000) * 1000
}
