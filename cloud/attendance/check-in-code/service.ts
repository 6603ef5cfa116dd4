import { checkPosition, mayCheckIn, type ReportedPosition, screenDay } from '@core/attendance/check-in'
import {
  type CheckInCode,
  type CheckInCodeMeans,
  parseCheckInCode,
  screenKey,
  verifyCheckInCode,
} from '@core/attendance/check-in-code'
import { BASE32_ALPHABET } from '@core/base/base32'
import { ok, type Refusal, type Result, refuse } from '@core/base/refusal'
import { dayOf, instant, MINUTE, moment } from '@core/base/time'
import type { Session } from '@core/catalogue/session'
import type { CheckInGroup } from '@core/contract/endpoints/attendance/check-in-code'
import { stationOf } from '@core/place/ids'
import type { Deps } from '../../base/deps'
import { findSession, type SessionWithRules } from '../../catalogue/session/queries'
import { findStation } from '../../place/station/queries'
import { crypto } from '../../util/crypto'
import type { PassKeys } from '../pass/keys'
import { insertEvents, type ReceivedScan } from '../scan/events'
import { mergeBookings } from '../scan/service'
import { listOwnGroups, type OwnGroup } from './queries'

export type Asked = { code: string; spot?: ReportedPosition | undefined; booking?: string | undefined }

/**
 * Candidate keys of a check-in code: those of the session for paper, those of the day on which it was shown for a screen.
 * `of`: the session, if there is one by that id.
 */
async function keysOf(
  keys: PassKeys,
  { means, session, at = 0 }: CheckInCode,
  of: Session | undefined,
): Promise<Uint8Array[]> {
  if (means === 'wall') return keys.ofPaper(session)
  const days = await keys.ofDay(stationOf(session), of ? screenDay(of, dayOf(at)) : dayOf(at))
  return days.map(({ day }) => screenKey(day, session, crypto.mac))
}

/** Characters of the booking id in `seq`: 25 bits, so that with the minutes it stays a safe integer. */
const TAIL = 5

/**
 * Deterministic sequence number of a self check-in: the start minute and the end of the booking id. Makes retries
 * idempotent.
 */
function seqOf(booking: string, startsAt: string): number {
  const tail = [...booking.slice(-TAIL)].reduce((sum, character) => sum * 32 + BASE32_ALPHABET.indexOf(character), 0)
  return (instant(startsAt) / MINUTE) * 32 ** TAIL + tail
}

/** Records the scan event that a manager’s phone would send, with the person as its device. */
async function record(
  deps: Deps,
  person: string,
  { session }: SessionWithRules,
  booking: string,
  means: CheckInCodeMeans,
) {
  const now = deps.now()
  const event: ReceivedScan = {
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
  return (await mergeBookings(deps, session.station, [booking])).get(booking)?.attendance
}

const isSeated = ({ status }: OwnGroup): boolean => status === 'booked'

/** Why none of the person's groups may check in. */
function refusalOf(parties: readonly OwnGroup[], left: number): Refusal {
  if (parties.some(({ status }) => status !== 'cancelled')) return { refusal: 'no-place', wall: true }
  return parties.length ? { refusal: 'cancelled' } : { refusal: 'not-booked-here', left }
}

/** The group to check in; undefined if the person must choose one. */
function chooseGroup(seated: readonly OwnGroup[], booking: string | undefined): OwnGroup | undefined {
  const named = seated.find(({ id }) => id === booking)
  return named ?? (seated.length === 1 ? seated[0] : undefined)
}

const partyOf = ({ id, names, seats, at }: OwnGroup): CheckInGroup => ({
  booking: id,
  names,
  seats,
  ...(at === null ? {} : { at: moment(at) }),
})

/**
 * Self check-in by a check-in code, at the cloud's time. If there are several groups and none is named, it returns the
 * choice.
 */
export async function checkIn(deps: Deps, keys: PassKeys, person: string, { code, spot, booking }: Asked) {
  const parsed = parseCheckInCode(code)
  const found = parsed && (await findSession(deps.db, parsed.session))
  const candidates = parsed ? await keysOf(keys, parsed, found?.session) : []
  const checked = verifyCheckInCode(code, candidates, deps.now(), crypto.mac)
  if (!checked.ok) return refuse({ refusal: checked.why, wall: true })
  const { means, session } = checked.wall
  if (!found) return refuse({ refusal: 'unknown-pass' })
  const may = mayCheckIn(found.session, found.offering, deps.now())
  if (!may.ok) return may
  const before = await listOwnGroups(deps.db, session, person)
  const seated = before.filter(isSeated)
  if (seated.length === 0) return refuse(refusalOf(before, found.session.left))
  const here = means === 'wall' ? await checkPlace(deps, session, spot) : ok(null)
  if (!here.ok) return here
  const one = chooseGroup(seated, booking)
  if (!one || one.at !== null) return ok({ found, parties: seated.map(partyOf) })
  const attendance = await record(deps, person, found, one.id, means)
  const after = (await listOwnGroups(deps.db, session, person)).filter(isSeated)
  // Staff have said that this group is not there, or it was cancelled meanwhile.
  if (!after.some(({ id, at }) => id === one.id && at !== null))
    return refuse(attendance?.takenBack ? { refusal: 'wall-off', takenBack: true } : { refusal: 'cancelled' })
  return ok({ found, parties: after.map(partyOf) })
}

async function checkPlace(deps: Deps, session: string, spot: ReportedPosition | undefined): Promise<Result> {
  const station = await findStation(deps.db, stationOf(session))
  return station ? checkPosition(station, spot) : refuse({ refusal: 'unknown-pass' })
}
