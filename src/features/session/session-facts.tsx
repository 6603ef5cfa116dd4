import { cancelUntil } from '@core/booking'
import type { OfferingView, Session } from '@core/session'
import type { Station } from '@core/station'
import { moment } from '@core/time'
import { Text, View } from '@tarojs/components'
import { useWords } from '@/words/use-words'
import { sayUntil, sayWhen } from '@/words/when'
import { sayAudience } from './audience-words'
import { Left } from './left'

type Props = {
  session: Session
  offering: OfferingView
  station: Station | undefined
  minutes: number | undefined
  now: number
}

/** What, when, where, who may come, places left, until when one can still cancel. */
export function SessionFacts({ session, offering, station, minutes, now }: Props) {
  const words = useWords()
  const { t } = words
  const until = cancelUntil(offering, session.startsAt)
  const cancelBy = moment(until)
  return (
    <View className="stack">
      <View className="tight">
        <Text className="title">{session.title}</Text>
        <Text>{offering.summary}</Text>
      </View>
      <View className="card">
        <View className="line">
          <Text className="soft small fact">{t('session.when')}</Text>
          <View className="grow">
            <View className="figure">{sayWhen(words, session, now)}</View>
            <View className="small soft">{sayUntil(words, session, now)}</View>
          </View>
        </View>
        <View className="line">
          <Text className="soft small fact">{t('session.where')}</Text>
          <View className="grow">
            <View>{station?.name ?? session.station}</View>
            <View className="small soft">
              {minutes !== undefined ? t('walk.minutes', { minutes }) : station?.address}
            </View>
          </View>
        </View>
        <View className="line">
          <Text className="soft small fact">{t('session.for')}</Text>
          <Text className="grow">{sayAudience(words, offering)}</Text>
        </View>
        <View className="line">
          <Text className="soft small fact">{t('session.places')}</Text>
          <View className="grow row">
            {session.status === 'called-off' ? (
              <Text className="red">{t('session.called-off')}</Text>
            ) : (
              <Left left={session.left} />
            )}
          </View>
        </View>
        <View className="line">
          <Text className="soft small fact">{t('session.cancel')}</Text>
          <Text className="grow">
            {until > now
              ? t('session.cancel-until', {
                  when: sayWhen(words, { startsAt: cancelBy, endsAt: cancelBy }, now).split('–')[0],
                })
              : t('session.cancel-over')}
          </Text>
        </View>
      </View>
    </View>
  )
}
