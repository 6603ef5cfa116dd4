import type { Scan } from '@core/attendance/scan'
import { moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'

/** Scans per request; fits the size limit with room to spare. */
const BATCH_SIZE = 50

export type SendResult =
  | { state: 'answered'; answers: ScanAnswer[] }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

/** Sends the first batch of scans. Each answer carries its scan's id; sending a scan again is idempotent. */
export async function sendScans(scans: readonly Scan[]): Promise<SendResult> {
  const batch = scans.slice(0, BATCH_SIZE)
  const sent = await toOutcome(cloud('attend', { body: { sentAt: moment(Date.now()), scans: batch } }))
  if (sent.state === 'done') return { state: 'answered', answers: sent.answer.answers }
  // The call as a whole is never refused: each scan has its own answer.
  if (sent.state !== 'wrong') return { state: 'no-signal' }
  if (sent.status !== 400) return sent
  // One scan the cloud cannot parse must not block those behind it: retry it alone, then drop it.
  if (batch.length > 1) return sendScans(batch.slice(0, 1))
  const [{ device, seq }] = batch as [Scan]
  const { message } = sent
  return { state: 'answered', answers: [{ device, seq, verdict: 'refused', refusal: 'forged', message }] }
}
