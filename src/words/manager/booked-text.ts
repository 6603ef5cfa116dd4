import { isUndrawn, type Session } from '@core/catalogue/session'
import type { ManagerWords } from './use-manager-words'

/** 已约 5 位 · 3 组已报名; nothing of a session that was called off, since its bookings ended with it. */
export function sayBooked({ t }: Pick<ManagerWords, 't'>, session: Session): string {
  if (session.status === 'called-off') return ''
  if (isUndrawn(session)) return t('session.signed', { waiting: session.waiting })
  return t('roster.booked', { booked: session.taken })
}
