import { isHere, mayCheckIn, type Whereabouts } from '@core/attendance/check-in'
import { checkWall, screenKey, type Wall, type WallMeans, wallOf } from '@core/attendance/check-in-code'
import { LETTERS } from '@core/base/base32'
import { no, type Refusal, type Verdict, yes } from '@core/base/refusal'
import { dayOf, instant, MINUTE, moment } from '@core/base/time'
import { stationOf } from '@core/catalogue/session'
import type { Party } from '@core/contract/rows/wall'
import type { Deps } from '../../base/deps'
import { findSession, type SessionWithRules } from '../../catalogue/session/queries'
import { findStation } from '../../place/station/queries'
import { crypto, type PassKeys } from '../pass/keys'
import { insertEvents, type Received } from '../scan/events'
import { mergeBookings } from '../scan/service'
import { listParties, type OwnParty } from './queries'

export type Asked = { code: string; spot?: Whereabouts | undefined; booking?: string | undefined }

/** Whatever may have made such a code: the keys of its day for a screen, the session’s own for paper. */
async function keysOf(keys: PassKeys, { means, session, at = 0 }: Wall): Promise<Uint8Array[]> {
  if (means === 'wall') return keys.ofPaper(session)
  const days = await keys.ofDay(stationOf(session), dayOf(at))
  return days.map(({ day }) => screenKey(day, session, crypto.mac))
}

/** Twenty-five bits, so that with the minutes it stays a whole number in every language. */
const TAIL = 5

/** Names the one check-in there is of a booking at its session: the minute of the start, and of the id what differs most. */
function seqOf(booking: string, startsAt: string): number {
  const tail = [...booking.slice(-TAIL)].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0)
  return (instant(startsAt) / MINUTE) * 32 ** TAIL + tail
}

/** The same event as a manager’s phone would send, but that they say it themselves. */
async function record(deps: Deps, person: string, { session }: SessionWithRules, booking: string, means: WallMeans) {
  const now = deps.now()
  const event: Received = {
    device: `self.${person}`,
    seq: seqOf(booking, session.startsAt),
    session: session.id,
    booking,
    kind: 'in',
    of: null,
    at: now,
    toldAt: now,
    means,
    by: person,
    seats: 0,
    flag: null,
  }
  await insertEvents(deps.db, session.station, [event], now)
  await mergeBookings(deps, session.station, [booking])
}

const isSeated = ({ status }: OwnParty): boolean => status === 'booked'

/** Why none of mine opens this door. */
function whyNone(parties: readonly OwnParty[], left: number): Refusal {
  if (parties.some(({ status }) => status !== 'cancelled')) return { refusal: 'no-place', wall: true }
  return parties.length ? { refusal: 'cancelled' } : { refusal: 'not-booked-here', left }
}

/** Which of mine is meant; undefined where that must be asked, and where all have come. */
function meant(seated: readonly OwnParty[], booking: string | undefined): OwnParty | undefined {
  const named = seated.find(({ id }) => id === booking)
  return named ?? (seated.length === 1 ? seated[0] : undefined)
}

const partyOf = ({ id, names, seats, at }: OwnParty): Party => ({
  booking: id,
  names,
  seats,
  ...(at === null ? {} : { at: moment(at) }),
})

/** Somebody is here, by the code on the wall and by our clock. */
export async function checkIn(deps: Deps, keys: PassKeys, person: string, { code, spot, booking }: Asked) {
  const said = wallOf(code)
  const checked = checkWall(code, said ? await keysOf(keys, said) : [], deps.now(), crypto.mac)
  if (!checked.ok) return no({ refusal: checked.why, wall: true })
  const { means, session } = checked.wall
  const found = await findSession(deps.db, session)
  if (!found) return no({ refusal: 'unknown-pass' })
  const may = mayCheckIn(found.session, found.offering, deps.now())
  if (!may.ok) return may
  const before = await listParties(deps.db, session, person)
  const seated = before.filter(isSeated)
  if (seated.length === 0) return no(whyNone(before, found.session.left))
  const here = means === 'wall' ? await placed(deps, session, spot) : yes(null)
  if (!here.ok) return here
  const one = meant(seated, booking)
  if (!one || one.at !== null) return yes({ found, parties: seated.map(partyOf) })
  await record(deps, person, found, one.id, means)
  const after = (await listParties(deps.db, session, person)).filter(isSeated)
  // Cancelled between our look and now.
  if (!after.some(({ id, at }) => id === one.id && at !== null)) return no({ refusal: 'cancelled' })
  return yes({ found, parties: after.map(partyOf) })
}

async function placed(deps: Deps, session: string, spot: Whereabouts | undefined): Promise<Verdict> {
  const station = await findStation(deps.db, stationOf(session))
  return station ? isHere(station, spot) : no({ refusal: 'unknown-pass' })
}
