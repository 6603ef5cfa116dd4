import type { Mac, Verify } from '../base/crypto'
import { fold } from '../base/fold'
import type { Refusal } from '../base/refusal'
import { dayOf, type Instant, instant, MINUTE, moment } from '../base/time'
import { type Attendance, mergeScans, type ScanEvent } from './attendance'
import {
  arrivalEventsOf,
  type BookingAtDoor,
  bookingIdOf,
  bookingOfRow,
  type DoorPack,
  doorKeyOf,
  type RosterRow,
} from './door-pack'
import { type Means, meansOf } from './means'
import { checkPass, payloadOf } from './pass'
import type { PassPayload } from './pass-payload'

export type DoorQuestion = { payload?: PassPayload; at: Instant; session?: string | undefined }

/**
 * Refusal of a booking at the check-in desk, or undefined. Refusals: cancelled, no-place, replaced, other-day,
 * other-session.
 */
export function refusalAtDoor(here: BookingAtDoor, { payload, at, session }: DoorQuestion): Refusal | undefined {
  const told = { title: here.title, startsAt: moment(here.startsAt) }
  if (here.status === 'cancelled') return { refusal: 'cancelled' }
  if (here.status !== 'booked') return { refusal: 'no-place' }
  if (payload && payload.generation !== here.generation % 256) return { refusal: 'replaced' }
  const day = dayOf(at)
  if (dayOf(here.startsAt) > day || day > dayOf(here.endsAt - 1)) return { refusal: 'other-day', ...told }
  if (session && session !== here.session) return { refusal: 'other-session', ...told }
  return undefined
}

export type DoorVerdict = {
  verdict: 'in' | 'already' | 'left' | 'refused'
  why?: Refusal
  means?: Means
  here?: BookingAtDoor
  /** When they arrived: now, or at the first scan. */
  at?: Instant
  /** Authentic, but booked after the roster was fetched, so without a name. */
  unlisted?: true
}

/** Booking of a pass that is not on the roster: its own data, and the session at its time. */
function unlistedBooking(pack: DoorPack, payload: PassPayload, asked: string | undefined): BookingAtDoor {
  const endsAt = payload.startsAt + payload.minutes * MINUTE
  const fits = pack.sessions.filter(
    (one) => instant(one.startsAt) === payload.startsAt && instant(one.endsAt) === endsAt,
  )
  // The pass does not tell apart two sessions at the same time; the desk's session may.
  const session = fits.find(({ id }) => id === asked) ?? (fits.length === 1 ? fits[0] : undefined)
  return {
    booking: payload.booking,
    session: session?.id ?? '',
    title: session?.title ?? '',
    startsAt: payload.startsAt,
    endsAt,
    status: pack.ended.includes(payload.booking.slice(pack.station.length + 1)) ? 'cancelled' : 'booked',
    generation: payload.generation,
    seats: payload.seats,
    name: '',
  }
}

export type DoorRequest = { pass: string; kind: 'in' | 'out'; at: Instant; session?: string | undefined }

function findBookingAtDoor(
  pack: DoorPack,
  asked: DoorRequest,
  crypto: { verify: Verify; mac: Mac },
): DoorVerdict & { payload?: PassPayload } {
  const refuse = (why: Refusal): DoorVerdict => ({ verdict: 'refused', why })
  const means = meansOf(asked.pass)
  const listed = (found: (row: RosterRow) => boolean, how: Means): DoorVerdict => {
    const all = pack.roster.filter(found).map((row) => bookingOfRow(pack, row))
    const here = all.find(({ session }) => session === asked.session) ?? all[0]
    return here ? { verdict: 'in', means: how, here } : refuse({ refusal: 'unknown-pass' })
  }
  if (means === 'code') return listed((row) => row[4] === fold(asked.pass), 'code')
  if (means === 'hand') return listed((row) => bookingIdOf(pack, row[0]) === asked.pass, 'hand')
  if (!means) return refuse({ refusal: 'forged' })
  const said = payloadOf(asked.pass)
  // The pass names its station; only that station's phones can verify it.
  if (said && !said.booking.startsWith(`${pack.station}.`)) return refuse({ refusal: 'other-station' })
  const checked = checkPass(asked.pass, (payload) => doorKeyOf(pack, payload), asked.at, crypto)
  if (!checked.ok) return refuse({ refusal: checked.why })
  const { payload } = checked
  const row = pack.roster.find(([letters]) => bookingIdOf(pack, letters) === payload.booking)
  if (row) return { verdict: 'in', means: payload.card ? 'card' : 'scan', here: bookingOfRow(pack, row), payload }
  const here = unlistedBooking(pack, payload, asked.session)
  // A printed card cannot be revoked, so it counts only with a row on the roster.
  if (payload.card && here.status === 'booked') return refuse({ refusal: 'not-on-roster' })
  return { verdict: 'in', means: payload.card ? 'card' : 'scan', here, payload, unlisted: true }
}

/**
 * Whether a refusal says only that this pack does not know the pass: booked after it was made or, after midnight, at a
 * session of the new day, for which a pack of the day before has no keys. A newer pack, or the cloud, may know it.
 */
export const isUnknownHere = (pack: DoorPack, { why }: DoorVerdict, at: Instant): boolean =>
  why?.refusal === 'unknown-pass' ||
  why?.refusal === 'not-on-roster' ||
  (why?.refusal === 'forged' && pack.day !== dayOf(at))

/**
 * Offline verdict on a scan, from the door pack and this phone's own scans since (`seen`: those of a booking). Scans on
 * other phones meanwhile are unknown here; the cloud merges them later.
 */
export function judgeAtDoor(
  pack: DoorPack,
  asked: DoorRequest,
  seen: (booking: string) => readonly ScanEvent[],
  crypto: { verify: Verify; mac: Mac },
): DoorVerdict {
  const { payload, ...found } = findBookingAtDoor(pack, asked, crypto)
  const { here } = found
  if (!here) return found
  const why = refusalAtDoor(here, { ...(payload ? { payload } : {}), at: asked.at, session: asked.session })
  if (why) return { verdict: 'refused', why, here }
  if (asked.kind === 'out') return { ...found, verdict: 'left', at: asked.at }
  const before: Attendance = mergeScans([...(arrivalEventsOf(pack).get(here.booking) ?? []), ...seen(here.booking)])
  return before.in ? { ...found, verdict: 'already', at: before.in.at } : { ...found, verdict: 'in', at: asked.at }
}
