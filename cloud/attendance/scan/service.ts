import { mergeScans } from '@core/attendance/attendance'
import { type Scan, skewOf } from '@core/attendance/scan'
import { instant } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import type { Language } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { groupBy } from '../../base/group-by'
import type { PassKeys } from '../pass/keys'
import { answerOf } from './answer'
import { eventOf, findEvents, insertEvents, listEvents, type MergedBooking, writeMerged } from './events'
import { findDoors, isStored, type JudgedScan, judge, receivedOf } from './judge'
import { takeWalkIns } from './walk-in'

type Asked = { caller: Caller; language: Language; scans: readonly Scan[]; sentAt: string }

/** Each look sees all that were in by then; so many phones at once have no more to tell of one booking. */
const LOOKS = 10

/**
 * The events of a booking, merged and written. Whoever writes last has seen all that were in before; one who has seen
 * fewer writes nothing, and looks again.
 */
export async function mergeBookings(
  deps: Deps,
  station: string,
  bookings: readonly string[],
): Promise<Map<string, MergedBooking>> {
  const merged = new Map<string, MergedBooking>()
  let open = [...new Set(bookings)].sort()
  for (let look = 0; look < LOOKS && open.length; look++) {
    const events = groupBy(await listEvents(deps.db, station, open), ({ booking }) => booking ?? '')
    const again: string[] = []
    for (const booking of open) {
      const all = events.get(booking) ?? []
      const attendance = mergeScans(all.filter(({ flag }) => flag === null).map(eventOf))
      const status = await writeMerged(deps.db, { booking, scans: all.length, attendance }, deps.now())
      merged.set(booking, { attendance, status })
      if (!status) again.push(booking)
    }
    open = again
  }
  return merged
}

/** Events of one station's bookings: found again or judged, written down, merged, and answered. */
async function attendAt(deps: Deps, station: string, judged: readonly JudgedScan[], by: string, language: Language) {
  const before = await findEvents(
    deps.db,
    station,
    judged.map(({ scan }) => scan),
  )
  const known = judged.map((one): JudgedScan => {
    const kept = before.find(({ device, seq }) => device === one.scan.device && seq === one.scan.seq)
    if (!kept) return one
    // A name stands for one event for good; another one under it is none.
    const { door: _door, ...other } = one
    return kept.booking === one.door?.booking
      ? { ...one, before: kept }
      : { ...other, why: { refusal: 'unknown-pass' } }
  })
  const fresh = known.filter((one) => !one.before && isStored(one))
  if (fresh.length) {
    const events = fresh.map((one) => receivedOf(one, by))
    await insertEvents(deps.db, station, events, deps.now())
  }
  const touched = known.filter((one) => one.before || isStored(one)).flatMap(({ door }) => (door ? [door.booking] : []))
  const merged = await mergeBookings(deps, station, touched)
  return known.map((one) => answerOf(one, merged.get(one.door?.booking ?? ''), language))
}

/**
 * Everything a phone saw at its doors, in whatever order and however often it comes. Each event has its own answer, in the
 * order sent; one that counts for nothing holds up none behind it.
 */
export async function attendAll(deps: Deps, keys: PassKeys, { caller, language, scans, sentAt }: Asked) {
  const now = deps.now()
  const skew = skewOf(instant(sentAt), now)
  // Nothing has been scanned yet that will be.
  const atOf = (scan: Scan) => Math.min(instant(scan.at) + skew, now)
  const answers: (ScanAnswer | undefined)[] = await takeWalkIns(deps, caller, language, scans, atOf)
  const rest = [...scans.keys()].filter((nth) => !answers[nth])
  const doors = await findDoors(
    deps,
    caller,
    rest.map((nth) => scans[nth] as Scan),
  )
  const keyOf = await keys.finder()
  const judged = rest.map((nth, one) => {
    const scan = scans[nth] as Scan
    return { nth, ...judge(scan, atOf(scan), doors[one], keyOf) }
  })
  for (const [station, ones] of groupBy(judged, ({ door }) => door?.station ?? '')) {
    const told = await attendAt(deps, station, ones, caller.id, language)
    for (const [one, { nth }] of ones.entries()) answers[nth] = told[one]
  }
  return { answers: answers as ScanAnswer[], skew }
}
