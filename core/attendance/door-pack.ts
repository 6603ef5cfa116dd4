import * as v from 'valibot'
import { Hex } from '../base/bytes'
import { type Instant, instant, Moment, startOfDay } from '../base/time'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'
import { MEANS, type Means, type ScanEvent } from './scan'

/**
 * Who came: when in milliseconds after the day began, by which of the phones and its which event, by which of the means,
 * how often again, and when they left.
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
 * One booking on the roster: its id behind the station's, which of the sessions, seats, generation, figures, masked names,
 * and whether they have come.
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

/** What a manager's phone needs to check passes of one station for one day without a network. */
export const DoorPack = v.object({
  station: StationId,
  stationName: v.string(),
  day: v.string(),
  /** When it was made, by the cloud's clock. */
  at: Moment,
  /** What opens this day's passes, by the key that signed them; nothing of it can make one. */
  keys: v.array(v.object({ id: v.number(), open: Hex, day: Hex })),
  sessions: v.array(
    v.object({
      id: SessionId,
      title: v.string(),
      startsAt: Moment,
      endsAt: Moment,
      left: v.number(),
      walkedIn: v.number(),
      /** It counts hours: one scans on the way out too. */
      hours: v.optional(v.literal(true)),
    }),
  ),
  roster: v.array(RosterRow),
  /** The phones by which they came, the first to scan first; three hundred people come by two or three. */
  devices: v.array(v.string()),
  /** Bookings of the day that have no seat any more, by their ids behind the station's. */
  ended: v.array(v.string()),
})
export type DoorPack = v.InferOutput<typeof DoorPack>

/** A booking as a door sees it, on a phone or in the cloud. */
export type BookingAtDoor = {
  booking: string
  session: string
  title: string
  startsAt: Instant
  endsAt: Instant
  status: 'booked' | 'cancelled' | 'waiting' | 'offered'
  generation: number
  seats: number
  /** Masked. */
  name: string
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

/** One who has come, as the pack says. */
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

/** The same as events, beside the phone's own. By whom, and which phone saw them leave, the cloud alone needs to know. */
export function arrivalEventsOf(pack: DoorPack): Map<string, ScanEvent[]> {
  return new Map(
    listArrivals(pack).map(({ booking, at, device, seq, means, left }) => {
      const event: ScanEvent = { kind: 'in', at, device, seq, means, by: '' }
      const out: ScanEvent[] = left === undefined ? [] : [{ ...event, kind: 'out', at: left, device: '', seq: 0 }]
      return [booking, [event, ...out]]
    }),
  )
}
