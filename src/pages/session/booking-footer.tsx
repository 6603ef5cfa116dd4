import { instant } from '@core/base/time'
import type { Outlook } from '@core/booking/alternatives'
import type { Session } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { go, goToLogin, goToMine } from '@/platform/app/navigation'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { sayMoment } from '@/words/time-text'
import { useWords, type Words } from '@/words/use-words'
import { sayGroupOutcome } from './outcome-text'
import type { useBookingRequest } from './use-booking-request'

const BUTTON = {
  seats: 'session.book',
  some: 'session.book-some',
  line: 'session.book-line',
  draw: 'session.book-draw',
} as const

/** What tapping the button will do, where it does not give a seat at once. */
function sayOutlook(words: Words, session: Session, outlook: Outlook, count: number, now: number): string {
  const { t } = words
  if (outlook === 'draw')
    return t('session.draw-until', { when: sayMoment(words, instant(session.draw?.at ?? session.startsAt), now) })
  if (outlook !== 'line') return ''
  if (session.left > 0) return t('session.line-few', { left: session.left, count })
  return session.waiting > 0 ? t('session.line-behind', { waiting: session.waiting }) : t('session.line-first')
}

type Props = {
  session: Session
  request: ReturnType<typeof useBookingRequest>
  loggedIn: boolean
  now: number
  onSubmit: () => void
}

/** The booking button, below one line that says what it means or why it is disabled. */
export function BookingFooter({ session, request, loggedIn, now, onSubmit }: Props) {
  const words = useWords()
  const { t, no } = words
  const { blockedBy, told, picked, unanswered, lacks } = request
  const askStanding = () => go(`/resident/pages/standing/index?kind=${lacks}`)
  const outlook = request.outlook ?? 'seats'
  const count = Math.max(1, picked.length)
  // A single outcome is shown without names.
  const only = told.length === 1 ? told[0]?.outcome : undefined
  const refused = only?.state === 'refused' ? no(only.why) : only?.state === 'wrong' ? only.message : ''
  const bad = blockedBy ? no(blockedBy) : only?.state === 'no-signal' ? t('session.unknown') : refused
  const means = lacks
    ? t('session.standing-first')
    : bad || told.length > 1
      ? ''
      : sayOutlook(words, session, outlook, count, now)
  return (
    <View className="footer">
      <View className="inside stack">
        {told.length > 1 && (
          <View className="tight" {...aria({ role: 'status' })}>
            {told.map((one) => (
              <Text key={one.names} className={one.outcome.state === 'done' ? 'good' : 'red'}>
                {sayGroupOutcome(words, one, session)}
              </Text>
            ))}
          </View>
        )}
        {bad && (
          <Text className="red" {...aria({ role: 'alert' })}>
            {bad}
          </Text>
        )}
        {means && <Text>{means}</Text>}
        {told.some(({ outcome }) => outcome.state === 'refused' && outcome.why.refusal === 'paused') && (
          <Button quiet onTap={() => go('/resident/pages/strikes/index')}>
            {t('mine.strikes')}
          </Button>
        )}
        {told.length > 1 && picked.length === 0 ? (
          <Button onTap={goToMine}>{t('session.see-mine')}</Button>
        ) : lacks ? (
          <Button onTap={askStanding}>{t('session.standing')}</Button>
        ) : loggedIn || blockedBy ? (
          <Button busy={request.busy} disabled={picked.length === 0 || !!blockedBy} onTap={onSubmit}>
            {unanswered ? t('session.again') : t(BUTTON[outlook], { count })}
          </Button>
        ) : (
          <Button onTap={goToLogin}>{t('session.login')}</Button>
        )}
      </View>
    </View>
  )
}
