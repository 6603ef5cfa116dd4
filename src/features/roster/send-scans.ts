import type { Scan } from '@core/attendance'
import type { ScanAnswer } from '@core/contract/rows/manager'
import { moment } from '@core/time'
import { cloud } from '@/platform/cloud'
import { settle } from '@/platform/settle'

/** As many as fit one call with room to spare. */
const AT_ONCE = 50

export type Sent =
  | { state: 'answered'; answers: ScanAnswer[] }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

/** The first of these scans, sent; each answer names its own. Sent again, they count once. */
export async function sendScans(scans: readonly Scan[]): Promise<Sent> {
  const some = scans.slice(0, AT_ONCE)
  const sent = await settle(cloud('attend', { body: { sentAt: moment(Date.now()), scans: some } }))
  if (sent.state === 'done') return { state: 'answered', answers: sent.answer.answers }
  // The call as a whole is never refused: each scan has an answer of its own.
  if (sent.state !== 'wrong') return { state: 'no-signal' }
  if (sent.status !== 400) return sent
  // One that the cloud cannot read must not hold up all behind it.
  if (some.length > 1) return sendScans(some.slice(0, 1))
  const [{ device, seq }] = some as [Scan]
  const { message } = sent
  return { state: 'answered', answers: [{ device, seq, verdict: 'refused', refusal: 'forged', message }] }
}
