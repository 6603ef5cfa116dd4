import type { Instant } from '@core/base/time'
import type { LineEntry } from '@core/contract/rows/manager'
import { Text, View } from '@tarojs/components'
import { Some } from '@/ui/feedback/show-more-list'
import { Party } from './group-row'

type Props = { title: string; parties: readonly LineEntry[]; none: string; now: Instant }

/** Everybody seated, or everybody who waits, in order. */
export function Parties({ title, parties, none, now }: Props) {
  return (
    <View className="stack">
      <Text className="heading figure">{title}</Text>
      {parties.length === 0 && <Text className="soft">{none}</Text>}
      {parties.length > 0 && (
        <Some of={parties} className="card">
          {(entry) => <Party key={entry.booking} entry={entry} now={now} />}
        </Some>
      )}
    </View>
  )
}
