import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { CheckboxRow } from '@/ui/fields/checkbox-row'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { unseatCandidates } from './capacity-preview'
import { useGroupFacts } from './group-row'
import type { SessionWaitlist } from './store'

type Props = {
  waitlist: SessionWaitlist
  chosen: readonly string[]
  /** Number of people still without a place. */
  over: number
  now: Instant
  onChoose: (chosen: string[]) => void
}

/** Who loses their place when the capacity is cut: only those chosen here. Last to book first. */
export function UnseatPicker({ waitlist, chosen, over, now, onChoose }: Props) {
  const { t } = useManagerWords()
  const facts = useGroupFacts(now)
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <View className="stack">
      <Text>{t('line.who-gives-up')}</Text>
      <ShowMoreList items={unseatCandidates(waitlist)}>
        {(entry) => (
          <CheckboxRow
            key={entry.booking}
            label={entry.name}
            hint={facts(entry)}
            on={chosen.includes(entry.booking)}
            onTap={() => toggle(entry.booking)}
          />
        )}
      </ShowMoreList>
      <Text className={over > 0 ? 'red' : 'soft'}>
        {over > 0 ? t('line.still-over', { over }) : t('line.unseated', { count: chosen.length })}
      </Text>
    </View>
  )
}
