import { type Finding, sayFinding, stateOf } from '@core/account/checklist'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { useManagerWords } from '@/words/manager/use-manager-words'

const ICONS = { good: 'check', look: 'search', bad: 'close' } as const

/** A finding of the checklist: what it is, and what to do. Its state stands above the group. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { language } = useManagerWords()
  const state = stateOf(finding.found)
  const { what, todo } = sayFinding(language, finding)
  return (
    <View className="line">
      <View className={state === 'good' ? 'good' : state === 'bad' ? 'red' : ''}>
        <Icon name={ICONS[state]} />
      </View>
      <View className="grow tight">
        <Text>{what}</Text>
        {todo && <Text className="soft">{todo}</Text>}
      </View>
    </View>
  )
}
