import { clockOf, type Instant, instant } from '@core/base/time'
import type { ClosedSession } from '@core/booking/closing-day'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '@/ui/buttons/button'
import { Some } from '@/ui/feedback/show-more-list'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

type Props = { sessions: readonly ClosedSession[]; now: Instant; nameOf: (station: string) => string }

const concerns = ({ booked, waiting }: ClosedSession): boolean => booked + waiting > 0

/** Every session of the day, and what becomes of it; those that concern nobody yet, when asked. */
export function ClosedList({ sessions, ...others }: Props) {
  const { t } = useDeskWords()
  const [all, setAll] = useState(false)
  const quiet = sessions.filter((session) => !concerns(session))
  return (
    <>
      <Cards sessions={sessions.filter(concerns)} {...others} />
      {quiet.length > 0 && !all && (
        <Action quiet onTap={() => setAll(true)}>
          {t('closure.quiet', { count: quiet.length })}
        </Action>
      )}
      {all && <Cards sessions={quiet} {...others} />}
    </>
  )
}

function Cards({ sessions, now, nameOf }: Props) {
  const words = useDeskWords()
  const { t } = words
  return (
    <Some of={sessions} className="desk">
      {({ session, station, title, startsAt, to, booked, waiting }) => (
        <View key={session} className="card row">
          <View className="grow tight">
            <Text className="heading figure">{`${clockOf(instant(startsAt))} ${title}`}</Text>
            <Text className="small soft figure">
              {[
                nameOf(station),
                t('roster.booked', { booked }),
                ...(waiting ? [t('closure.waiting', { waiting })] : []),
              ].join(' · ')}
            </Text>
            <Text className={to ? 'figure' : 'red'}>
              {to ? t('closure.to', { when: sayMoment(words, instant(to), now) }) : t('closure.ends')}
            </Text>
          </View>
        </View>
      )}
    </Some>
  )
}
