import { clockOf, type Instant, instant } from '@core/base/time'
import type { ClosedSession } from '@core/booking/closing-day'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/buttons/button'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

type Props = { sessions: readonly ClosedSession[]; now: Instant; nameOf: (station: string) => string }

const affectsAnyone = ({ booked, waiting }: ClosedSession): boolean => booked + waiting > 0

/** Every session of the day and what happens to it; sessions nobody booked are collapsed. */
export function AffectedSessions({ sessions, ...others }: Props) {
  const { t } = useManagerWords()
  const [all, setAll] = useState(false)
  const unaffected = sessions.filter((session) => !affectsAnyone(session))
  return (
    <>
      <SessionCards sessions={sessions.filter(affectsAnyone)} {...others} />
      {unaffected.length > 0 && !all && (
        <Button quiet onTap={() => setAll(true)}>
          {t('closure.quiet', { count: unaffected.length })}
        </Button>
      )}
      {all && <SessionCards sessions={unaffected} {...others} />}
    </>
  )
}

function SessionCards({ sessions, now, nameOf }: Props) {
  const words = useManagerWords()
  const { t } = words
  return (
    <ShowMoreList items={sessions} className="wide-grid">
      {({ session, station, title, startsAt, to, booked, waiting, outcome }) => (
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
            <Text className={to || outcome === 'left' ? 'figure' : 'red'}>
              {to && t('closure.to', { when: sayMoment(words, instant(to), now) })}
              {!to && t(outcome === 'left' ? 'closure.left' : 'closure.ends')}
            </Text>
          </View>
        </View>
      )}
    </ShowMoreList>
  )
}
