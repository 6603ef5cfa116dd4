import type { Instant } from '@core/base/time'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { GroupRow } from './group-row'

type Props = { title: string; groups: readonly WaitlistEntry[]; none: string; now: Instant }

/** The seated groups, or the waiting groups in order. */
export function GroupList({ title, groups, none, now }: Props) {
  return (
    <View className="stack">
      <Text className="heading figure">{title}</Text>
      {groups.length === 0 && <Text className="soft">{none}</Text>}
      {groups.length > 0 && (
        <ShowMoreList items={groups} className="card">
          {(entry) => <GroupRow key={entry.booking} entry={entry} now={now} />}
        </ShowMoreList>
      )}
    </View>
  )
}
