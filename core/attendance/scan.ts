import * as v from 'valibot'
import { count, serial } from '../base/count'
import { scannedText, token } from '../base/text'
import { type Instant, Moment } from '../base/time'
import { PEOPLE_MOST } from '../catalogue/offering'
import { BookingId, SessionId } from '../place/ids'

/**
 * Kinds of scan: arrival, departure, undoing either, a walk-in without a booking, or taking back the self check-in of a
 * booking. A cloud that does not know a kind refuses that scan alone.
 */
const SCAN_KINDS = ['in', 'out', 'undo', 'walk-in', 'take-back'] as const

const Device = token(64)
/** Longest scanned text, in UTF-16 code units; a pass has some 250. */
const PASS_MOST = 600

/** A scan as recorded by a staff phone. `device` and `seq` identify it, so that a repeat counts once. */
export const Scan = v.pipe(
  v.strictObject({
    kind: v.picklist(SCAN_KINDS),
    /** Text scanned, typed or tapped; in an undo, that of the original scan. Of a walk-in empty, of a take-back a booking. */
    pass: scannedText(PASS_MOST),
    /** By the phone's clock; the cloud corrects its skew on arrival. */
    at: Moment,
    device: Device,
    seq: serial,
    /** Session the check-in desk is for; without it, any session of the station's day. */
    session: v.optional(SessionId),
    /** In an undo: `seq` of the undone scan of the same device. */
    of: v.optional(serial),
    /** In a walk-in: number of people. */
    seats: v.optional(count(1, PEOPLE_MOST)),
    /** The phone has already let them in; an objection is recorded as a flag. */
    told: v.optional(v.literal(true)),
  }),
  v.check(
    ({ kind, pass, session, of, seats, told }) =>
      (kind === 'undo') === (of !== undefined) &&
      (kind === 'walk-in' ? seats !== undefined && session !== undefined && pass === '' : seats === undefined) &&
      (kind === 'in' || kind === 'out' ? pass !== '' : true) &&
      (kind === 'take-back' ? v.is(BookingId, pass) && !told : true),
    'an event of its kind',
  ),
)
export type Scan = v.InferOutput<typeof Scan>

/** A scan that is none, but names itself: it is refused alone, and does not block those that are sent with it. */
const UnreadableScan = v.pipe(
  v.looseObject({ device: Device, seq: serial }),
  v.transform(({ device, seq }) => ({ device, seq, unreadable: true as const })),
)
/** A scan as sent in a batch. */
export const SentScan = v.union([Scan, UnreadableScan])
export type SentScan = v.InferOutput<typeof SentScan>

/** Smaller differences are network latency rather than clock skew. Milliseconds. */
const MIN_SKEW = 2_000
/** Clock skew: milliseconds, in whole seconds, by which a phone's clock is behind the cloud's; negative when ahead. */
export function skewOf(sentAt: Instant, now: Instant): number {
  const off = now - sentAt
  return Math.abs(off) < MIN_SKEW ? 0 : Math.round(off / 1000) * 1000
}

/** Days around now in which a door code is looked up: past sessions, to say so, and whatever is booked ahead. */
export const DOOR_CODE_DAYS = { back: 7, ahead: 31 } as const
