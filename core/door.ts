import * as v from 'valibot'
import { type Attendance, figuresOf, MEANS, type Means, meansOf, mergeScans, type ScanEvent } from './attendance'
import type { Claim } from './claim'
import { bytesOfHex, checkPass, claimOf, type Mac, type Verify } from './pass'
import type { Refusal } from './refusal'
import { Moment, SessionId } from './session'
import { StationId } from './station'
import { dayOf, type Instant, instant, MINUTE, moment, startOfDay } from './time'

const Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/))

/** One booking on the roster: its id behind the station's, which of the sessions, seats, generation, figures, masked names. */
const Seated = v.tuple([v.string(), v.number(), v.number(), v.number(), v.string(), v.array(v.string())])
/**
 * Who came: which row of the roster, when in milliseconds after `at`'s day began, which of the phones and its which event,
 * which of the means, how often again, and when they left.
 */
const Came = v.tuple([
  v.number(),
  v.number(),
  v.number(),
  v.number(),
  v.picklist([...MEANS.keys()]),
  v.number(),
  v.nullable(v.number()),
])

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
  roster: v.array(Seated),
  /** The phones by which they came; three hundred people come by two or three. */
  devices: v.array(v.string()),
  came: v.array(Came),
  /** Bookings of the day that have no seat any more, by their ids behind the station's. */
  gone: v.array(v.string()),
})
export type DoorPack = v.InferOutput<typeof DoorPack>

/** A booking as a door sees it, on a phone or in the cloud. */
export type AtDoor = {
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

export type Question = { claim?: Claim; at: Instant; session?: string | undefined }

/** Why this booking does not open this door at that moment. */
export function whyNotHere(here: AtDoor, { claim, at, session }: Question): Refusal | undefined {
  const told = { title: here.title, startsAt: moment(here.startsAt) }
  if (here.status === 'cancelled') return { refusal: 'cancelled' }
  if (here.status !== 'booked') return { refusal: 'no-place' }
  if (claim && claim.generation !== here.generation % 256) return { refusal: 'replaced' }
  const day = dayOf(at)
  if (dayOf(here.startsAt) > day || day > dayOf(here.endsAt - 1)) return { refusal: 'other-day', ...told }
  if (session && session !== here.session) return { refusal: 'other-session', ...told }
  return undefined
}

export type DoorVerdict = {
  verdict: 'in' | 'already' | 'left' | 'refused'
  why?: Refusal
  means?: Means
  here?: AtDoor
  /** When they came in: now, or the first time. */
  at?: Instant
  /** Signed by us, and booked after the roster was fetched: without a name. */
  unlisted?: true
}

const idOf = (pack: DoorPack, letters: string): string => `${pack.station}.${letters}`

function seatedOf(pack: DoorPack, row: number): AtDoor {
  const [letters, nth, seats, generation, , names] = pack.roster[row] as DoorPack['roster'][number]
  const session = pack.sessions[nth] as DoorPack['sessions'][number]
  return {
    booking: idOf(pack, letters),
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

/** Of a pass that no roster has: what it says itself, and the session at its time. */
function claimedOf(pack: DoorPack, claim: Claim, asked: string | undefined): AtDoor {
  const endsAt = claim.startsAt + claim.minutes * MINUTE
  const fits = pack.sessions.filter((one) => instant(one.startsAt) === claim.startsAt && instant(one.endsAt) === endsAt)
  // Of two at the same time it says not which; the door may.
  const session = fits.find(({ id }) => id === asked) ?? (fits.length === 1 ? fits[0] : undefined)
  return {
    booking: claim.booking,
    session: session?.id ?? '',
    title: session?.title ?? '',
    startsAt: claim.startsAt,
    endsAt,
    status: pack.gone.includes(claim.booking.slice(pack.station.length + 1)) ? 'cancelled' : 'booked',
    generation: claim.generation,
    seats: claim.seats,
    name: '',
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
  return pack.came.map(([row, at, device, seq, means, again, left]) => ({
    booking: seatedOf(pack, row).booking,
    at: from + at,
    device: pack.devices[device] ?? '',
    seq,
    means: MEANS[means] as Means,
    again,
    ...(left === null ? {} : { left: from + left }),
  }))
}

/** The same as events, beside the phone's own. By whom, and which phone saw them leave, the cloud alone needs to know. */
export function arrivalsOf(pack: DoorPack): Map<string, ScanEvent[]> {
  return new Map(
    listArrivals(pack).map(({ booking, at, device, seq, means, left }) => {
      const event: ScanEvent = { kind: 'in', at, device, seq, means, by: '' }
      const out: ScanEvent[] = left === undefined ? [] : [{ ...event, kind: 'out', at: left, device: '', seq: 0 }]
      return [booking, [event, ...out]]
    }),
  )
}

export type AskedAtDoor = { pass: string; kind: 'in' | 'out'; at: Instant; session?: string | undefined }

function findHere(
  pack: DoorPack,
  asked: AskedAtDoor,
  crypto: { verify: Verify; mac: Mac },
): DoorVerdict & { claim?: Claim } {
  const refuse = (why: Refusal): DoorVerdict => ({ verdict: 'refused', why })
  const means = meansOf(asked.pass)
  const listed = (found: (row: DoorPack['roster'][number]) => boolean, how: Means): DoorVerdict => {
    const rows = [...pack.roster.keys()].filter((row) => found(pack.roster[row] as DoorPack['roster'][number]))
    const all = rows.map((row) => seatedOf(pack, row))
    const here = all.find(({ session }) => session === asked.session) ?? all[0]
    return here ? { verdict: 'in', means: how, here } : refuse({ refusal: 'unknown-pass' })
  }
  if (means === 'code') return listed((row) => row[4] === figuresOf(asked.pass), 'code')
  if (means === 'hand') return listed((row) => idOf(pack, row[0]) === asked.pass, 'hand')
  if (!means) return refuse({ refusal: 'forged' })
  const said = claimOf(asked.pass)
  // Which station, it says itself; whether that is true, only that station's phones can tell.
  if (said && !said.booking.startsWith(`${pack.station}.`)) return refuse({ refusal: 'other-station' })
  const keyOf = ({ key }: Claim) => {
    const found = pack.keys.find(({ id }) => id === key)
    return found && { open: bytesOfHex(found.open), day: bytesOfHex(found.day) }
  }
  const checked = checkPass(asked.pass, keyOf, asked.at, crypto)
  if (!checked.ok) return refuse({ refusal: checked.why })
  const { claim } = checked
  const row = pack.roster.findIndex(([letters]) => idOf(pack, letters) === claim.booking)
  if (row >= 0) return { verdict: 'in', means: claim.card ? 'card' : 'scan', here: seatedOf(pack, row), claim }
  const here = claimedOf(pack, claim, asked.session)
  // Paper is worth something beside the roster alone: it cannot be taken back.
  if (claim.card && here.status === 'booked') return refuse({ refusal: 'not-on-roster' })
  return { verdict: 'in', means: claim.card ? 'card' : 'scan', here, claim, unlisted: true }
}

/**
 * A door's own verdict, from the pack and from what this phone has seen since (`seen`: its events of a booking). It says
 * what can be known here; what happened elsewhere meanwhile, the cloud says afterwards.
 */
export function judgeAtDoor(
  pack: DoorPack,
  asked: AskedAtDoor,
  seen: (booking: string) => readonly ScanEvent[],
  crypto: { verify: Verify; mac: Mac },
): DoorVerdict {
  const { claim, ...found } = findHere(pack, asked, crypto)
  const { here } = found
  if (!here) return found
  const why = whyNotHere(here, { ...(claim ? { claim } : {}), at: asked.at, session: asked.session })
  if (why) return { verdict: 'refused', why, here }
  if (asked.kind === 'out') return { ...found, verdict: 'left', at: asked.at }
  const before: Attendance = mergeScans([...(arrivalsOf(pack).get(here.booking) ?? []), ...seen(here.booking)])
  return before.in ? { ...found, verdict: 'already', at: before.in.at } : { ...found, verdict: 'in', at: asked.at }
}
