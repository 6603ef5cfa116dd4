import { mergeScans } from '@core/attendance/attendance'
import type { Scan } from '@core/attendance/scan'
import type { Instant } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import type { Deps } from '../../base/deps'
import { reviewStrikes } from '../../booking/strike/service'
import { groupBy } from '../../util/group-by'
import type { PassKeys } from '../pass/keys'
import { answerOf } from './answer'
import { eventOf, findEvents, insertEvents, listEvents, type MergedBooking, writeMerged } from './events'
import { findDoors, isStored, type JudgedScan, judge, receivedOf, type Sender } from './judge'
import { matchStored } from './match-stored'
import { logTakenBack, refuseUnfounded } from './take-back'

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
      const status = await writeMerged(deps.db, { booking, scans: all.length, attendance })
      merged.set(booking, { attendance, status })
      if (!status) again.push(booking)
    }
    open = again
  }
  return merged
}

/** Processes scans of one station: deduplicates, stores, merges and answers them. */
async function attendAt(deps: Deps, station: string, asked: readonly JudgedScan[], sender: Sender) {
  const { caller, language } = sender
  const judged = await refuseUnfounded(deps.db, station, asked)
  const stored = async () => {
    const scans = judged.map(({ scan }) => scan)
    return matchStored(judged, await findEvents(deps.db, station, scans))
  }
  let known = await stored()
  const fresh = known.filter((one) => !one.before && isStored(one))
  if (fresh.length) {
    const events = fresh.map((one) => receivedOf(one, caller.id))
    const inserted = await insertEvents(deps.db, station, events, deps.now())
    // Another scan of this batch or a concurrent one has taken a number: read again which event it names.
    if (inserted < fresh.length) known = await stored()
    logTakenBack(deps, sender, fresh)
  }
  const touched = known.filter((one) => one.before || isStored(one)).flatMap(({ door }) => door ?? [])
  const bookings = touched.map(({ booking }) => booking)
  const merged = await mergeBookings(deps, station, bookings)
  await reviewStrikes(deps, station, touched, caller.id)
  return known.map((one) => answerOf(one, merged.get(one.door?.booking ?? ''), language))
}

/** Scans with passes, each with its time by the cloud's clock. */
export type TimedScan = { scan: Scan; at: Instant }

/** Judges, records and answers scans with passes. One answer per scan, in their order. */
export async function attendWithPasses(
  deps: Deps,
  keys: PassKeys,
  sender: Sender,
  timed: readonly TimedScan[],
): Promise<ScanAnswer[]> {
  const doors = await findDoors(
    deps,
    sender.caller,
    timed.map(({ scan }) => scan),
  )
  const keyOf = await keys.finder()
  const judged = timed.map(({ scan, at }, nth) => ({ nth, ...judge(scan, at, doors[nth], keyOf) }))
  const answers: ScanAnswer[] = []
  for (const [station, ones] of groupBy(judged, ({ door }) => door?.station ?? '')) {
    const answered = await attendAt(deps, station, ones, sender)
    for (const [one, { nth }] of ones.entries()) answers[nth] = answered[one] as ScanAnswer
  }
  return answers
}
