import type { Scan } from '@core/attendance/scan'
import { moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/rows/manager'
import { cloud, isNoSignal } from '@/platform/network/cloud'

/** As many as fit one call with room to spare. */
const AT_ONCE = 50

export type Sent =
  | { state: 'answered'; answers: ScanAnswer[] }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

/** The first of these scans, sent; each answer names its own. Sent again, they count once. */
export async function sendScans(scans: readonly Scan[]): Promise<Sent> {
  const some = scans.slice(0, AT_ONCE)
  try {
    const result = await cloud('attend', { body: { sentAt: moment(Date.now()), scans: some } })
    if (result.ok === true) return { state: 'answered', answers: result.answer.answers }
    if (result.ok !== false) return { state: 'no-signal' }
    // One that the cloud cannot read must not hold up all behind it.
    if (result.status === 400 && some.length > 1) return sendScans(some.slice(0, 1))
    const [{ device, seq }] = some as [Scan]
    const { message } = result.problem
    if (result.status === 400)
      return { state: 'answered', answers: [{ device, seq, verdict: 'refused', refusal: 'forged', message }] }
    return { state: 'wrong', message }
  } catch (fault) {
    if (!isNoSignal(fault)) throw fault
    return { state: 'no-signal' }
  }
}
