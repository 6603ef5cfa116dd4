import { type Means, meansOf, type Scan } from '@core/attendance'
import type { ScanAnswer } from '@core/contract/rows/manager'
import { readPass, type Verify } from '@core/pass'
import { maskName } from '@core/person'
import { no, type Refusal, type Verdict, yes } from '@core/refusal'
import { mayManage } from '@core/role'
import { isOnDay } from '@core/session'
import { clockOf, dayOf, moment } from '@core/time'
import { type Language, say, sayRefusal } from '@core/words/say'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { type DoorBooking, findArrival, findByCode, findDoorBooking, insertArrival } from './queries'

type Found = { door: DoorBooking; means: Means }

const mine = (caller: Caller, door: DoorBooking): boolean =>
  mayManage(caller.roles, { id: door.station_id, street: door.street })

/** The booking that a scan names. One of a station the caller does not look after is as unknown as none. */
async function findScanned(deps: Deps, verify: Verify, caller: Caller, scan: Scan): Promise<Verdict<Found>> {
  const means = meansOf(scan.pass)
  if (means === 'code') {
    const known = (await findByCode(deps.db, scan.pass.replace(/[\s-]/g, ''), deps.now())).filter((door) =>
      mine(caller, door),
    )
    const door = known.find((one) => one.session_id === scan.session) ?? known[0]
    return door ? yes({ door, means }) : no({ refusal: 'unknown-pass' })
  }
  const claim = means === 'scan' ? readPass(scan.pass, verify) : null
  if (!means || (means === 'scan' && !claim)) return no({ refusal: 'forged' })
  const door = await findDoorBooking(deps.db, claim?.booking ?? scan.pass)
  if (!door || !mine(caller, door)) return no({ refusal: 'unknown-pass' })
  if (claim && claim.generation !== door.generation && door.status === 'booked') return no({ refusal: 'forged' })
  return yes({ door, means })
}

/** Why this booking does not open this door now. */
function whyNotHere(deps: Deps, door: DoorBooking, session: string | undefined): Refusal | undefined {
  const told = { title: door.title, startsAt: moment(door.starts_at) }
  if (door.status === 'cancelled') return { refusal: 'cancelled' }
  if (door.status !== 'booked') return { refusal: 'no-place' }
  const span = { startsAt: moment(door.starts_at), endsAt: moment(door.ends_at) }
  if (!isOnDay(span, dayOf(deps.now()))) return { refusal: 'other-day', ...told }
  if (session && session !== door.session_id) return { refusal: 'other-session', ...told }
  return undefined
}

/** One scan, judged and recorded. The same scan sent again gets the same verdict. */
async function judge(deps: Deps, verify: Verify, caller: Caller, language: Language, scan: Scan): Promise<ScanAnswer> {
  const { device, seq } = scan
  const refused = (why: Refusal, door?: DoorBooking): ScanAnswer => ({
    device,
    seq,
    verdict: 'refused',
    refusal: why.refusal,
    message: sayRefusal(language, why),
    ...(door ? { name: maskName(door.name), title: door.title, startsAt: moment(door.starts_at) } : {}),
  })
  const found = await findScanned(deps, verify, caller, scan)
  if (!found.ok) return refused(found.why)
  const { door, means } = found.value
  const before = await findArrival(deps.db, door.id)
  const again = before?.device === device && before.seq === seq
  const why = again ? undefined : whyNotHere(deps, door, scan.session)
  if (why) return refused(why, door)
  const now = deps.now()
  const arrival = { booking: door.id, at: now, means, scannedBy: caller.id, device, seq }
  const came = again ? { fresh: 0 } : await insertArrival(deps.db, arrival)
  if (!came) return refused({ refusal: 'cancelled' }, door)
  const first = (await findArrival(deps.db, door.id)) ?? arrival
  const verdict = first.device === device && first.seq === seq ? 'in' : 'already'
  const told = { name: maskName(door.name), seats: door.seats, at: clockOf(first.at) }
  return {
    device,
    seq,
    verdict,
    message: say(language, verdict, told),
    name: told.name,
    seats: door.seats,
    title: door.title,
    startsAt: moment(door.starts_at),
    at: moment(first.at),
  }
}

/** Each scan in the order sent, each with its own answer; one that is refused holds up none behind it. */
export async function judgeAll(deps: Deps, verify: Verify, caller: Caller, language: Language, scans: readonly Scan[]) {
  const answers: ScanAnswer[] = []
  for (const scan of scans) answers.push(await judge(deps, verify, caller, language, scan))
  return answers
}
