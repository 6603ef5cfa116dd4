import type { Role } from '@core/account/role'
import { PART_KEYS } from '@core/district/import/district'
import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ChangeCard } from './change-card'
import type { ImportEffect } from './store'

type Props = { effect: ImportEffect; placeOf: (role: Role) => string }

/** The difference of a preview: counts by sheet, then each change. */
export function ChangeList({ effect: { counts, changes, changesAll }, placeOf }: Props) {
  const { t } = useManagerWords()
  const touched = PART_KEYS.filter((sheet) => Object.values(counts[sheet]).some((count) => count > 0))
  return (
    <View className="stack">
      <View className="tight">
        {touched.map((sheet) => (
          <Text key={sheet} className="figure">
            {t('import.counts', { sheet: t(`import.sheet.${sheet}`), ...counts[sheet] })}
          </Text>
        ))}
        {changesAll > changes.length && (
          <Text className="small soft">{t('import.changes-more', { shown: changes.length })}</Text>
        )}
      </View>
      <ShowMoreList items={changes} className="wide-grid">
        {(change) => (
          <ChangeCard key={`${change.sheet} ${change.id} ${change.name}`} change={change} placeOf={placeOf} />
        )}
      </ShowMoreList>
    </View>
  )
}
