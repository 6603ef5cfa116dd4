import type { Refusal, RefusalCode } from '@core/base/refusal'
import type { Instant } from '@core/base/time'
import type { ManagerWords } from '@/words/manager/use-manager-words'
import type { ScanOutcome } from './recorded-scan'

type FlaggedScan = { why: RefusalCode; title: string; startsAt: string | undefined }

/** Why an arrival is flagged. Title and time, which only some refusals need, are passed for all. */
export const sayFlag = ({ t, no }: ManagerWords, { why, title, startsAt }: FlaggedScan): string =>
  why === 'full' ? t('flag.full') : no({ refusal: why, title, ...(startsAt ? { startsAt } : {}) } as Refusal)

/** Outcome of a scan in words; claims no more than this phone knows. */
export function sayScanOutcome(words: ManagerWords, outcome: ScanOutcome, clock: (at: Instant) => string): string {
  const { t } = words
  if (outcome.is === 'again') return t('seen.again', { at: clock(outcome.at) })
  if (outcome.is === 'flagged' || outcome.is === 'refused')
    return t(`seen.${outcome.is}`, { why: sayFlag(words, outcome) })
  return t(`seen.${outcome.is}`)
}
