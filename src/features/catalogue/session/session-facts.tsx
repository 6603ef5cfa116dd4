import { instant } from '@core/base/time'
import { cancelUntil } from '@core/booking/booking'
import { isUndrawn, type OfferingView, type Session } from '@core/catalogue/session'
import type { Station } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { sayMoment, sayUntil, sayWhen } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { sayAudience } from './audience-text'
import { PlacesLeft } from './places-left'

type Props = {
  session: Session
  offering: OfferingView
  station: Station | undefined
  minutes: number | undefined
  now: number
}

const Fact = ({ name, children }: PropsWithChildren<{ name: string }>) => (
  <View className="line wrap">
    <Text className="soft small fact">{name}</Text>
    <View className="grow">{children}</View>
  </View>
)

/** Session facts: what, when, where, for whom, places left, cancellation deadline. */
export function SessionFacts({ session, offering, station, minutes, now }: Props) {
  const words = useWords()
  const { t } = words
  const { status, movedFrom, reason, waiting } = session
  const until = cancelUntil(offering, session.startsAt)
  return (
    <View className="stack">
      <View className="tight">
        <Text className="title">{session.title}</Text>
        <Text>{offering.summary}</Text>
      </View>
      <View className="card">
        <Fact name={t('session.when')}>
          <View className="figure">{sayWhen(words, session, now)}</View>
          <View className="small soft">{sayUntil(words, session, now)}</View>
          {movedFrom && (
            <View className="small wait">
              {t('session.moved-from', { was: sayMoment(words, instant(movedFrom), now) })}
            </View>
          )}
          {reason && <View className="small soft">{t('session.why', { reason })}</View>}
        </Fact>
        <Fact name={t('session.where')}>
          <View>{station?.name ?? session.station}</View>
          <View className="small soft">
            {minutes !== undefined ? t('walk.minutes', { minutes }) : station?.address}
          </View>
        </Fact>
        <Fact name={t('session.for')}>{sayAudience(words, offering, session.capacity)}</Fact>
        <Fact name={t('session.places')}>
          {status === 'called-off' ? (
            <Text className="red">{t('session.called-off')}</Text>
          ) : (
            <View className="row wrap">
              <PlacesLeft session={session} />
              {waiting > 0 && (
                <Text className="small soft">
                  {t(isUndrawn(session) ? 'session.signed' : 'session.in-line', { waiting })}
                </Text>
              )}
            </View>
          )}
        </Fact>
        <Fact name={t('session.cancel')}>
          {until > now ? t('session.cancel-until', { when: sayMoment(words, until, now) }) : t('session.cancel-over')}
        </Fact>
      </View>
    </View>
  )
}
