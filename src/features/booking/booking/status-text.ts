import { type Instant, instant } from '@core/base/time'
import { type Booking, needsAnswer } from '@core/booking/booking'
import { sayMoment, sayUntil } from '@/words/time-text'
import type { Words } from '@/words/use-words'

/** 已到场 · 在排队，第 2 组 · 有名额了，请在今天下午 3:20 前答复 · 还有 2 小时开始 */
export function sayBookingStatus(words: Words, booking: Booking, now: Instant): string {
  const { t } = words
  if (booking.status === 'cancelled') return t('booking.cancelled')
  if (booking.people.some((person) => person.came)) return t('booking.came')
  if (needsAnswer(booking, now)) {
    return booking.status === 'offered'
      ? t('booking.state-offered', { when: sayMoment(words, instant(booking.offerUntil ?? booking.startsAt), now) })
      : t('booking.state-moved')
  }
  if (booking.status === 'offered') return t('booking.offer-over')
  if (booking.status === 'booked' || now >= instant(booking.startsAt)) return sayUntil(words, booking, now)
  if (booking.drawAt) return t('booking.state-drawn', { when: sayMoment(words, instant(booking.drawAt), now) })
  return booking.line ? t('booking.state-waiting', { place: booking.line.place }) : t('booking.waiting')
}
