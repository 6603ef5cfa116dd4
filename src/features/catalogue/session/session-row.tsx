import { clockOf, instant } from '@core/base/time'
import { isAllDay, type Session } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { memo } from 'react'
import { Touchable } from '@/ui/buttons/touchable'
import { sayClocks } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { PlacesLeft, sayPlacesLeft } from './places-left'

type Props = {
  session: Session
  now: number /** Station and walk, in lists of several stations. */
  where?: string
  onTap: (id: string) => void
}

/** One session in a list. */
export const SessionRow = memo(function SessionRow({ session, now, where, onTap }: Props) {
  const words = useWords()
  const { t } = words
  const over = session.status === 'called-off' || instant(session.startsAt) <= now
  const state =
    session.status === 'called-off'
      ? t('session.called-off')
      : over
        ? t('session.begun')
        : sayPlacesLeft(words, session)
  const label = [session.title, sayClocks(words, session), where, state].filter(Boolean).join('，')
  return (
    <Touchable
      className={over ? 'card row wrap session-row gone' : 'card row wrap session-row'}
      label={label}
      onTap={() => onTap(session.id)}
    >
      <View className="session-time figure">
        {isAllDay(session) ? (
          <Text className="heading">{t('time.all-day')}</Text>
        ) : (
          <>
            <Text className="heading">{clockOf(instant(session.startsAt))}</Text>
            <Text className="small soft">{clockOf(instant(session.endsAt))}</Text>
          </>
        )}
      </View>
      <View className="grow tight">
        <Text className="heading">{session.title}</Text>
        {where && <Text className="small soft">{where}</Text>}
      </View>
      {over ? <Text className="small soft">{state}</Text> : <PlacesLeft session={session} />}
    </Touchable>
  )
})
