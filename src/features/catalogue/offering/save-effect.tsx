import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { sayBooked } from '@/words/manager/booked-text'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayWhen } from '@/words/time-text'
import type { SaveEffect } from './store'

/** What saving changes in future sessions, with the booked sessions it leaves unchanged by name. */
export function SaveEffectFacts({
  effect: { added, removed, changed, left },
  now,
}: {
  effect: SaveEffect
  now: Instant
}) {
  const words = useManagerWords()
  const { t } = words
  const counts = [
    ...(added ? [t('effect.added', { count: added })] : []),
    ...(removed ? [t('effect.removed', { count: removed })] : []),
    ...(changed ? [t('effect.changed', { count: changed })] : []),
  ]
  return (
    <>
      <Text>{counts.length ? counts.join(t('effect.and')) : t('effect.none')}</Text>
      {left.length > 0 && <Text>{t('effect.left', { count: left.length })}</Text>}
      {left.length > 0 && (
        <ShowMoreList items={left} className="card">
          {(session) => (
            <View key={session.id} className="line">
              <Text className="grow figure">{sayWhen(words, session, now)}</Text>
              <Text className="small soft figure">{sayBooked(words, session)}</Text>
            </View>
          )}
        </ShowMoreList>
      )}
    </>
  )
}
