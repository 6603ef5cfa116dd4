import type { CallOutcome } from '@/platform/network/to-outcome'
import type { Words } from './use-words'

/** Text for a failed call: the reason, and what one can do; empty on success. */
export function sayOutcome({ t, no }: Pick<Words, 't' | 'no'>, outcome: CallOutcome | undefined): string {
  if (!outcome || outcome.state === 'done') return ''
  if (outcome.state === 'no-signal') return t('offline.act')
  return outcome.state === 'refused' ? no(outcome.why) : outcome.message
}
