import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { ImportEffect } from './store'

/** The mistakes of a file, one a line, as the cloud says them. */
export function Mistakes({ effect: { mistakes, mistakesAll } }: { effect: ImportEffect }) {
  const { t } = useManagerWords()
  return (
    <View className="stack">
      <Text className="heading red">{t('import.mistakes', { count: mistakesAll })}</Text>
      {mistakesAll > mistakes.length && (
        <Text className="small soft">{t('import.mistakes-more', { shown: mistakes.length })}</Text>
      )}
      <ShowMoreList items={mistakes} className="tight">
        {(mistake) => <Text key={mistake}>{mistake}</Text>}
      </ShowMoreList>
    </View>
  )
}

/** What may be right all the same, and is imported: stations outside the area of their street. */
export function Warnings({ effect: { warnings, warningsAll } }: { effect: ImportEffect }) {
  const { t } = useManagerWords()
  if (warningsAll === 0) return null
  return (
    <View className="card stack">
      <Text className="heading">{t('import.warnings', { count: warningsAll })}</Text>
      {warningsAll > warnings.length && (
        <Text className="small soft">{t('import.warnings-more', { shown: warnings.length })}</Text>
      )}
      <ShowMoreList items={warnings} className="tight">
        {(warning) => <Text key={warning}>{warning}</Text>}
      </ShowMoreList>
    </View>
  )
}
