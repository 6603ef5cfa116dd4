import type { ScanEvent } from '@core/attendance/attendance'
import { type DoorPack, listArrivals } from '@core/attendance/door-pack'
import type { Means } from '@core/attendance/means'
import type { Scan } from '@core/attendance/scan'
import type { RefusalCode } from '@core/base/refusal'
import type { Instant } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'

/** One scan as stored on this phone, until the cloud has answered and for a while after. */
export type RecordedScan = {
  scan: Scan
  /** Time of the scan, by this phone's estimate of the cloud's clock. */
  at: Instant
  /** Whose login recorded it: only that login sends it. */
  by: string
  means: Means
  /** What the phone could read from the pass and the pack. */
  booking?: string
  name: string
  seats: number
  title: string
  sent: boolean
  answer?: ScanAnswer
}

/** Whether a stored item is a scan that can be shown and sent. */
export function isRecordedScan(item: unknown): item is RecordedScan {
  const { scan, at, by, sent } = (item ?? {}) as Partial<RecordedScan>
  const isNamed = typeof scan?.device === 'string' && typeof scan.seq === 'number' && typeof scan.kind === 'string'
  return isNamed && typeof at === 'number' && typeof by === 'string' && typeof sent === 'boolean'
}

/** This phone's events of one booking, as input for the merge. */
export const eventsOf = (seen: readonly RecordedScan[], booking: string): ScanEvent[] =>
  seen
    .filter((one) => one.booking === booking && one.scan.kind !== 'walk-in' && !one.answer?.refusal)
    .map(({ scan, at, means, by }) => ({
      kind: scan.kind as ScanEvent['kind'],
      at,
      device: scan.device,
      seq: scan.seq,
      means,
      by,
      ...(scan.of === undefined ? {} : { of: scan.of }),
    }))

/** This phone's own undo of a scan. The cloud has not refused it, so it holds before it is sent as well. */
export const undoOf = ({ scan }: RecordedScan, seen: readonly RecordedScan[]): RecordedScan | undefined =>
  seen.find(
    ({ scan: { kind, device, of }, answer }) =>
      kind === 'undo' && of === scan.seq && device === scan.device && !answer?.refusal,
  )

/** The scan with this number. The newest, because the device id, and the numbers with it, begin anew after an erasure. */
export const scanOfSeq = (seen: readonly RecordedScan[], seq: number | undefined): RecordedScan | undefined =>
  seen.filter(({ scan }) => scan.seq === seq).at(-1)

/** Repeated arrivals of a booking that this phone has sent and that count. */
function countOwnRepeats(booking: string | undefined, seen: readonly RecordedScan[]): number {
  const counted = seen.filter(
    (one) =>
      one.booking === booking &&
      one.scan.kind === 'in' &&
      one.answer &&
      !one.answer.refusal &&
      !one.answer.flag &&
      !undoOf(one, seen),
  )
  return Math.max(0, counted.length - 1)
}

export type ScanOutcome =
  | { is: 'unsent' | 'counted' | 'undone' | 'left' | 'walked-in' }
  /** This scan counts, and the pass was scanned again: by another phone (too), or by this phone only. */
  | { is: 'repeated' | 'rescanned' }
  /** An earlier scan counts; this one is a repetition. */
  | { is: 'again'; at: Instant }
  /** The phone let them in; the cloud flagged or refused it. */
  | { is: 'flagged' | 'refused'; why: RefusalCode; title: string; startsAt: string | undefined }

/**
 * Outcome of a scan: the cloud's answer, corrected by the current door pack and by what this phone has done since
 * (`seen`). When two phones scanned the same pass, each learns here whose scan counts.
 */
export function scanOutcomeOf(
  one: RecordedScan,
  pack: DoorPack | undefined,
  seen: readonly RecordedScan[],
): ScanOutcome {
  const { scan, sent, answer, booking } = one
  if (!answer?.refusal && undoOf(one, seen)) return { is: 'undone' }
  if (!sent || !answer) return { is: 'unsent' }
  const { title = '', startsAt } = answer
  if (answer.refusal) return { is: 'refused', why: answer.refusal, title, startsAt }
  if (answer.flag) return { is: 'flagged', why: answer.flag, title, startsAt }
  if (answer.verdict === 'undone' || answer.verdict === 'left' || answer.verdict === 'walked-in')
    return { is: answer.verdict }
  const came = pack && listArrivals(pack).find((arrival) => arrival.booking === booking)
  if (!came)
    return answer.at && answer.verdict === 'already' ? { is: 'again', at: Date.parse(answer.at) } : { is: 'counted' }
  if (came.device !== scan.device || came.seq !== scan.seq) return { is: 'again', at: came.at }
  if (came.again === 0) return { is: 'counted' }
  return { is: came.again > countOwnRepeats(booking, seen) ? 'repeated' : 'rescanned' }
}
