import type { Scan } from '@core/attendance/scan'
import { moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/rows/manager'
import { cloud, isNoSignal } from '@/platform/network/cloud'

/** As many as fit one call with room to spare. */
const BATCH_SIZE = 50

export type SendResult =
  | { state: 'answered'; answers: ScanAnswer[] }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

/** The first of these scans, sent; each answer names its own. Sent again, they count once. */
export async function sendScans(scans: readonly Scan[]): Promise<SendResult> {
  const batch = scans.slice(0, BATCH_SIZE)
  try {
    const result = await cloud('attend', { body: { sentAt: moment(Date.now()), scans: batch } })
    if (result.ok === true) return { state: 'answered', answers: result.answer.answers }
    if (result.ok !== false) return { state: 'no-signal' }
    // One that the cloud cannot read must not hold up all behind it.
    if (result.status === 400 && batch.length > 1) return sendScans(batch.slice(0, 1))
    const [{ device, seq }] = batch as [Scan]
    const { message } = result.problem
    if (result.status === 400)
      return { state: 'answered', answers: [{ device, seq, verdict: 'refused', refusal: 'forged', message }] }
    return { state: 'wrong', message }
  } catch (fault) {
    if (!isNoSignal(fault)) throw fault
    return { state: 'no-signal' }
  }
}
