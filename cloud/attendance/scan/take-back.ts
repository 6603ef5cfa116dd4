import { isSelfCheckIn } from '@core/attendance/means'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { listEvents } from './events'
import type { JudgedScan, Sender } from './judge'

const isTakeBack = ({ scan }: JudgedScan): boolean => scan.kind === 'take-back'

/**
 * Refuses to take back where nobody has checked in themselves. What staff recorded is undone by its own phone, within
 * seconds, or not at all. A self check-in that was taken back before is one: two phones may take it back without signal.
 */
export async function refuseUnfounded(
  db: Db,
  station: string,
  judged: readonly JudgedScan[],
): Promise<readonly JudgedScan[]> {
  const bookings = judged.flatMap((one) => (isTakeBack(one) && one.door ? [one.door.booking] : []))
  if (bookings.length === 0) return judged
  const events = await listEvents(db, station, [...new Set(bookings)])
  const self = events.filter(({ kind, means }) => kind === 'in' && isSelfCheckIn(means))
  const told = new Set(self.map(({ booking }) => booking))
  const isUnfounded = (one: JudgedScan) => isTakeBack(one) && one.door && !one.why && !told.has(one.door.booking)
  return judged.map((one): JudgedScan => (isUnfounded(one) ? { ...one, why: { refusal: 'not-self' } } : one))
}

/** Logs who has taken back which self check-in. The event says so as well, as long as it is kept. */
export function logTakenBack(
  { log }: Pick<Deps, 'log'>,
  { caller, requestId }: Pick<Sender, 'caller' | 'requestId'>,
  stored: readonly JudgedScan[],
): void {
  for (const { door } of stored.filter(isTakeBack))
    log({ event: 'check-in-taken-back', requestId, by: caller.id, of: door?.booking })
}
