import { type Finding, sayFinding, stateOf } from '@core/account/checklist'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { useManagerWords } from '@/words/manager/use-manager-words'

const ICONS = { good: 'check', look: 'search', bad: 'close' } as const

/** A finding of the checklist: its state in a word, what it is, and what to do. */
export function FindingRow({ finding }: { finding: Finding }) {
  const { t, language } = useManagerWords()
  const state = stateOf(finding.found)
  const { what, todo } = sayFinding(language, finding)
  return (
    <View className="line">
      <View className={state === 'good' ? 'good' : state === 'bad' ? 'red' : ''}>
        <Icon name={ICONS[state]} />
      </View>
      <View className="grow tight">
        <Text className="small soft">{t(`checklist.${state}`)}</Text>
        <Text>{what}</Text>
        {todo && <Text className="soft">{todo}</Text>}
      </View>
    </View>
  )
}
