import { type SentScan, skewOf } from '@core/attendance/scan'
import { instant } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import type { Language } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { isUnreachable } from '../../db/port'
import { describeFault } from '../../util/fault'
import type { PassKeys } from '../pass/keys'
import { attendWithPasses, type TimedScan } from './service'
import { isWalkIn, takeWalkIn } from './walk-in'

type Asked = {
  caller: Caller
  language: Language
  scans: readonly SentScan[]
  sentAt: string
  requestId: string
}

/** A scan and its place in the batch. */
type Numbered = TimedScan & { nth: number }

/** The answer to a scan of which only the name can be read. */
const unreadable = ({ device, seq }: SentScan, language: Language): ScanAnswer => ({
  device,
  seq,
  verdict: 'refused',
  refusal: 'forged',
  message: sayAnyRefusal(language, { refusal: 'forged' }),
})

/**
 * Takes the scans of a phone, in any order and repeated at will. Answers are in the order sent, and none depends on
 * another: a scan that cannot be read is refused, and one on which the cloud fails has no answer, so that its phone sends
 * it again. Throws the fault if there is no answer at all.
 */
export async function attendAll(deps: Deps, keys: PassKeys, { caller, language, scans, sentAt, requestId }: Asked) {
  const now = deps.now()
  const skew = skewOf(instant(sentAt), now)
  const answers: (ScanAnswer | undefined)[] = []
  const readable: Numbered[] = []
  for (const [nth, scan] of scans.entries()) {
    if ('unreadable' in scan) answers[nth] = unreadable(scan, language)
    // Not in the future.
    else readable.push({ nth, scan, at: Math.min(instant(scan.at) + skew, now) })
  }
  const faults: unknown[] = []

  /** Records some scans together or, after a fault, one by one. Recording a scan again changes nothing. */
  async function attempt(some: readonly Numbered[], work: (some: readonly Numbered[]) => Promise<ScanAnswer[]>) {
    // Without a database the others would only wait for their own timeouts.
    if (some.length === 0 || isUnreachable(faults.at(-1))) return
    try {
      const answered = await work(some)
      for (const [at, { nth }] of some.entries()) answers[nth] = answered[at]
    } catch (fault) {
      if (some.length === 1 || isUnreachable(fault)) faults.push(fault)
      else for (const one of some) await attempt([one], work)
    }
  }

  for (const one of readable.filter(({ scan }) => isWalkIn(scan)))
    await attempt([one], async () => [await takeWalkIn(deps, caller, language, one.scan, one.at)])
  const withPasses = readable.filter(({ scan }) => !isWalkIn(scan))
  await attempt(withPasses, (some) => attendWithPasses(deps, keys, { caller, language, requestId }, some))

  const given = answers.filter((answer) => answer !== undefined)
  if (faults.length && given.length === 0) throw faults[0]
  for (const fault of faults)
    deps.log({ event: 'fault', requestId, path: '/api/attendance', error: describeFault(fault) })
  return { answers: given, skew }
}
