import type { Session } from '@core/catalogue/session'
import type { Words } from '@/words/use-words'
import type { GroupOutcome } from './use-booking-request'

/** 小宝：已约上 · 妈妈：在排队，第 2 组 */
export function sayGroupOutcome({ t, no }: Words, { names, outcome }: GroupOutcome, session: Session): string {
  if (outcome.state === 'done') {
    const { status, line, drawAt } = outcome.answer.booking
    if (status !== 'waiting') return t('session.got', { names })
    if (drawAt) return t('session.drawing', { names })
    return t('session.waits', { names, place: line?.place ?? session.waiting })
  }
  if (outcome.state === 'no-signal') return t('session.not-got', { names, why: t('session.unknown') })
  return t('session.not-got', { names, why: outcome.state === 'refused' ? no(outcome.why) : outcome.message })
}
