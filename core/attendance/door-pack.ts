import * as v from 'valibot'
import { bytesOfHex, Hex } from '../base/bytes'
import { dayOf, type Instant, instant, Moment, startOfDay } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import type { ScanEvent } from './attendance'
import { MEANS, type Means } from './means'
import type { DoorKey } from './pass'
import type { PassPayload } from './pass-payload'

/**
 * Arrival as a tuple: milliseconds after the start of the day (negative before it, at a session that began the day
 * before), index into `devices`, sequence number, index into MEANS, number of repeats, departure in milliseconds after the
 * start of the day or null.
 */
const ArrivalTuple = v.tuple([
  v.number(),
  v.number(),
  v.number(),
  v.picklist([...MEANS.keys()]),
  v.number(),
  v.nullable(v.number()),
])
/**
 * One booking on the roster as a tuple: the id after the station's part, index into `sessions`, seats, pass generation,
 * door code, masked names, arrival or null.
 */
export const RosterRow = v.tuple([
  v.string(),
  v.number(),
  v.number(),
  v.number(),
  v.string(),
  v.array(v.string()),
  v.nullable(ArrivalTuple),
])
export type RosterRow = v.InferOutput<typeof RosterRow>

/** Door pack: everything a staff phone needs to check the passes of one station's day offline. */
export const DoorPack = v.object({
  station: StationId,
  stationName: v.string(),
  day: v.string(),
  /** When it was made, by the cloud's clock. */
  at: Moment,
  /**
   * Verification keys of passes, by signing key; none of them can sign a pass. `of`: the day on which their sessions begin,
   * where that is an earlier one than the pack's. The pack's own come first: phones of before know no others.
   */
  keys: v.array(v.object({ id: v.number(), open: Hex, day: Hex, of: v.optional(v.string()) })),
  sessions: v.array(
    v.object({
      id: SessionId,
      title: v.string(),
      startsAt: Moment,
      endsAt: Moment,
      left: v.number(),
      walkedIn: v.number(),
      /** Minutes count, so people are scanned on the way out too. */
      countsMinutes: v.optional(v.literal(true)),
    }),
  ),
  roster: v.array(RosterRow),
  /** Devices that scanned, in order of first use; two or three of them scan three hundred people. */
  devices: v.array(v.string()),
  /** Bookings of the day without a seat any more, by the id after the station's part. */
  ended: v.array(v.string()),
})
export type DoorPack = v.InferOutput<typeof DoorPack>

/** A booking as check-in sees it, on a phone or in the cloud. */
export type BookingAtDoor = {
  booking: string
  session: string
  title: string
  startsAt: Instant
  endsAt: Instant
  status: 'booked' | 'cancelled' | 'waiting' | 'offered'
  generation: number
  seats: number
  /** Masked name. */
  name: string
}

/**
 * Whether a phone may check passes with this pack at `now`: on the pack's day and, after midnight, until the last of its
 * sessions is over.
 */
export const isPackUsable = ({ day, sessions }: Pick<DoorPack, 'day' | 'sessions'>, now: Instant): boolean =>
  day === dayOf(now) || (day < dayOf(now) && sessions.some(({ endsAt }) => now < instant(endsAt)))

/** Verification keys of a pass, by its signing key and by the day on which its session begins. */
export function doorKeyOf(
  pack: Pick<DoorPack, 'day' | 'keys'>,
  { key, startsAt }: Pick<PassPayload, 'key' | 'startsAt'>,
): DoorKey | undefined {
  const found = pack.keys.find(({ id, of = pack.day }) => id === key && of === dayOf(startsAt))
  return found && { open: bytesOfHex(found.open), day: bytesOfHex(found.day) }
}

export const bookingIdOf = (pack: DoorPack, letters: string): string => `${pack.station}.${letters}`

export function bookingOfRow(pack: DoorPack, [letters, nth, seats, generation, , names]: RosterRow): BookingAtDoor {
  const session = pack.sessions[nth] as DoorPack['sessions'][number]
  return {
    booking: bookingIdOf(pack, letters),
    session: session.id,
    title: session.title,
    startsAt: instant(session.startsAt),
    endsAt: instant(session.endsAt),
    status: 'booked',
    generation,
    seats,
    name: names[0] ?? '',
  }
}

/** An arrival recorded in the pack. */
export type Arrival = {
  booking: string
  at: Instant
  device: string
  seq: number
  means: Means
  again: number
  left?: Instant
}

export function listArrivals(pack: DoorPack): Arrival[] {
  const from = startOfDay(pack.day)
  return pack.roster.flatMap(([letters, , , , , , came]) => {
    if (!came) return []
    const [at, device, seq, means, again, left] = came
    return {
      booking: bookingIdOf(pack, letters),
      at: from + at,
      device: pack.devices[device] ?? '',
      seq,
      means: MEANS[means] as Means,
      again,
      ...(left === null ? {} : { left: from + left }),
    }
  })
}

/**
 * Arrivals of the pack as scan events by booking, to merge with the phone's own. Scanner and leaving device are left
 * out.
 */
export function arrivalEventsOf(pack: DoorPack): Map<string, ScanEvent[]> {
  return new Map(
    listArrivals(pack).map(({ booking, at, device, seq, means, left }) => {
      const event: ScanEvent = { kind: 'in', at, device, seq, means, by: '' }
      const out: ScanEvent[] = left === undefined ? [] : [{ ...event, kind: 'out', at: left, device: '', seq: 0 }]
      return [booking, [event, ...out]]
    }),
  )
}
