import { mergeScans } from '@core/attendance/attendance'
import { type Scan, skewOf } from '@core/attendance/scan'
import { instant } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import type { Language } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { groupBy } from '../../util/group-by'
import type { PassKeys } from '../pass/keys'
import { answerOf } from './answer'
import { eventOf, findEvents, insertEvents, listEvents, type MergedBooking, writeMerged } from './events'
import { findDoors, isStored, type JudgedScan, judge, receivedOf } from './judge'
import { matchStored } from './match-stored'
import { takeWalkIns } from './walk-in'

type Asked = { caller: Caller; language: Language; scans: readonly Scan[]; sentAt: string }

/** Attempts to merge one booking; more phones do not scan one booking at once. */
const ATTEMPTS = 10

/**
 * Merges the events of each booking and writes the result. Optimistic: a writer that has seen fewer events than another
 * writes nothing and retries.
 */
export async function mergeBookings(
  deps: Deps,
  station: string,
  bookings: readonly string[],
): Promise<Map<string, MergedBooking>> {
  const merged = new Map<string, MergedBooking>()
  let open = [...new Set(bookings)].sort()
  for (let attempt = 0; attempt < ATTEMPTS && open.length; attempt++) {
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

/** Processes scans of one station: deduplicates, stores, merges and answers them. */
async function attendAt(deps: Deps, station: string, judged: readonly JudgedScan[], by: string, language: Language) {
  const stored = async () => {
    const scans = judged.map(({ scan }) => scan)
    return matchStored(judged, await findEvents(deps.db, station, scans))
  }
  let known = await stored()
  const fresh = known.filter((one) => !one.before && isStored(one))
  if (fresh.length) {
    const events = fresh.map((one) => receivedOf(one, by))
    const inserted = await insertEvents(deps.db, station, events, deps.now())
    // Another scan of this batch or a concurrent one has taken a number: read again which event it names.
    if (inserted < fresh.length) known = await stored()
  }
  const touched = known.filter((one) => one.before || isStored(one)).flatMap(({ door }) => (door ? [door.booking] : []))
  const merged = await mergeBookings(deps, station, touched)
  return known.map((one) => answerOf(one, merged.get(one.door?.booking ?? ''), language))
}

/**
 * Takes the scans of a phone, in any order and repeated at will. One answer per scan, in the order sent; a refused one
 * does not block the others.
 */
export async function attendAll(deps: Deps, keys: PassKeys, { caller, language, scans, sentAt }: Asked) {
  const now = deps.now()
  const skew = skewOf(instant(sentAt), now)
  // Not in the future.
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
    const answered = await attendAt(deps, station, ones, caller.id, language)
    for (const [one, { nth }] of ones.entries()) answers[nth] = answered[one]
  }
  return { answers: answers as ScanAnswer[], skew }
}
