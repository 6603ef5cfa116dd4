import type { CallOutcome } from '@/platform/network/to-outcome'
import type { Words } from './use-words'

/** Why it was not done, and what one can do; empty when it was. */
export function sayOutcome({ t, no }: Pick<Words, 't' | 'no'>, outcome: CallOutcome | undefined): string {
  if (!outcome || outcome.state === 'done') return ''
  if (outcome.state === 'no-signal') return t('offline.act')
  return outcome.state === 'refused' ? no(outcome.why) : outcome.message
}
