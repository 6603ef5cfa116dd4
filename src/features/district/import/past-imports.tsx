import { type Instant, instant } from '@core/base/time'
import type { PastImport } from '@core/district/import/summary'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

/** The last imports: when, by whom, and of which file. */
export function PastImports({ past, now }: { past: readonly PastImport[]; now: Instant }) {
  const words = useManagerWords()
  const { t } = words
  if (past.length === 0) return null
  return (
    <View className="tight">
      <Text className="heading">{t('import.past')}</Text>
      {past.map(({ id, at, by, file }) => (
        <Text key={id} className="small soft figure">
          {t('import.past-one', { at: sayMoment(words, instant(at), now), by: by || t('import.by-command'), file })}
        </Text>
      ))}
    </View>
  )
}
