import type { Scan } from '@core/attendance/scan'
import { moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'

/** As many as fit one call with room to spare. */
const BATCH_SIZE = 50

export type SendResult =
  | { state: 'answered'; answers: ScanAnswer[] }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

/** The first of these scans, sent; each answer names its own. Sent again, they count once. */
export async function sendScans(scans: readonly Scan[]): Promise<SendResult> {
  const batch = scans.slice(0, BATCH_SIZE)
  const sent = await toOutcome(cloud('attend', { body: { sentAt: moment(Date.now()), scans: batch } }))
  if (sent.state === 'done') return { state: 'answered', answers: sent.answer.answers }
  // The call as a whole is never refused: each scan has an answer of its own.
  if (sent.state !== 'wrong') return { state: 'no-signal' }
  if (sent.status !== 400) return sent
  // One that the cloud cannot read must not hold up all behind it.
  if (batch.length > 1) return sendScans(batch.slice(0, 1))
  const [{ device, seq }] = batch as [Scan]
  const { message } = sent
  return { state: 'answered', answers: [{ device, seq, verdict: 'refused', refusal: 'forged', message }] }
}
