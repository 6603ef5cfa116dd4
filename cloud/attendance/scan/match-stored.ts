import type { StoredScan } from './events'
import type { JudgedScan } from './judge'

/** Whether the stored event is a repeat of this scan. Its time may differ by the correction of the phone's clock. */
const isRepeat = ({ scan, door }: JudgedScan, stored: StoredScan): boolean =>
  stored.kind === scan.kind && stored.of === (scan.of ?? null) && stored.booking === (door?.booking ?? null)

/**
 * Joins scans with their stored events. (device, seq) identifies one event for good: a scan that contradicts the stored
 * one is refused, because it cannot be written and an answer as if it were would be wrong.
 */
export function matchStored(judged: readonly JudgedScan[], stored: readonly StoredScan[]): JudgedScan[] {
  const byNumber = new Map(stored.map((one) => [`${one.seq} ${one.device}`, one]))
  return judged.map((one): JudgedScan => {
    const before = byNumber.get(`${one.scan.seq} ${one.scan.device}`)
    if (!before) return one
    if (isRepeat(one, before)) return { ...one, before }
    // Without its booking, which the event does not concern: nothing is stored or merged for it.
    const { door: _door, ...other } = one
    return { ...other, why: { refusal: 'scan-number-used' } }
  })
}
