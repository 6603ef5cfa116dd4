import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { Some } from '@/ui/feedback/show-more-list'
import { Tick } from '@/ui/fields/checkbox-row'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { mayGiveUp } from './capacity-preview'
import { usePartyFacts } from './group-row'
import type { SessionLine } from './store'

type Props = {
  line: SessionLine
  named: readonly string[]
  /** People who still have no place. */
  over: number
  now: Instant
  onChoose: (named: string[]) => void
}

/** Fewer places than people on them: nobody loses theirs who is not named here. The last to come stand first. */
export function WhoGivesUp({ line, named, over, now, onChoose }: Props) {
  const { t } = useDeskWords()
  const facts = usePartyFacts(now)
  const toggle = (id: string) => onChoose(named.includes(id) ? named.filter((one) => one !== id) : [...named, id])
  return (
    <View className="stack">
      <Text>{t('line.who-gives-up')}</Text>
      <Some of={mayGiveUp(line)}>
        {(entry) => (
          <Tick
            key={entry.booking}
            label={entry.name}
            hint={facts(entry)}
            on={named.includes(entry.booking)}
            onTap={() => toggle(entry.booking)}
          />
        )}
      </Some>
      <Text className={over > 0 ? 'red' : 'soft'}>
        {over > 0 ? t('line.still-over', { over }) : t('line.unseated', { count: named.length })}
      </Text>
    </View>
  )
}
