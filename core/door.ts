import { type Attendance, figuresOf, type Means, meansOf, mergeScans, type ScanEvent } from './attendance'
import { bytesOfHex } from './bytes'
import type { Claim } from './claim'
import { type AtDoor, arrivalsOf, type DoorPack, idOf, type Seated, seatedOf } from './door-pack'
import { checkPass, claimOf, type Mac, type Verify } from './pass'
import type { Refusal } from './refusal'
import { dayOf, type Instant, instant, MINUTE, moment } from './time'

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
    status: pack.ended.includes(claim.booking.slice(pack.station.length + 1)) ? 'cancelled' : 'booked',
    generation: claim.generation,
    seats: claim.seats,
    name: '',
  }
}

export type AskedAtDoor = { pass: string; kind: 'in' | 'out'; at: Instant; session?: string | undefined }

function findHere(
  pack: DoorPack,
  asked: AskedAtDoor,
  crypto: { verify: Verify; mac: Mac },
): DoorVerdict & { claim?: Claim } {
  const refuse = (why: Refusal): DoorVerdict => ({ verdict: 'refused', why })
  const means = meansOf(asked.pass)
  const listed = (found: (row: Seated) => boolean, how: Means): DoorVerdict => {
    const all = pack.roster.filter(found).map((row) => seatedOf(pack, row))
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
  const row = pack.roster.find(([letters]) => idOf(pack, letters) === claim.booking)
  if (row) return { verdict: 'in', means: claim.card ? 'card' : 'scan', here: seatedOf(pack, row), claim }
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
