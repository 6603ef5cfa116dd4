import type { ShownChange } from '@core/district/import/summary'
import { Text, View } from '@tarojs/components'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { ImportEffect } from './store'

const SHEETS = ['streets', 'stations', 'offerings', 'holidays'] as const

/** One thing that an import changes: what happens to it, and the old and the new value of each column. */
function ChangeCard({ change }: { change: ShownChange }) {
  const { t } = useManagerWords()
  const { sheet, id, name, what, fields, metres, bookings } = change
  const shown = (value: string) => value || t('import.empty')
  return (
    <View className="card tight">
      <View className="row">
        <Text className="grow heading">{name}</Text>
        <Text className={what === 'gone' ? 'red' : 'soft'}>{t(`import.${what}`)}</Text>
      </View>
      <Text className="small soft figure">
        {t(`import.sheet.${sheet}`)} · {id}
      </Text>
      {fields.map(({ title, was, now }) => (
        <Text key={title} className="small">
          {t('import.field', { title, was: shown(was), now: shown(now) })}
        </Text>
      ))}
      {metres !== undefined && (
        <Text className="small figure">
          {t(what === 'changed' ? 'import.moves' : 'import.from-street', { metres })}
        </Text>
      )}
      {bookings !== undefined && <Text className="small red">{t('import.booked', { count: bookings })}</Text>}
    </View>
  )
}

/** The difference of a preview: counts by sheet, then each change. */
export function ChangeList({ effect: { counts, changes, changesAll } }: { effect: ImportEffect }) {
  const { t } = useManagerWords()
  const touched = SHEETS.filter((sheet) => Object.values(counts[sheet]).some((count) => count > 0))
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
        {(change) => <ChangeCard key={`${change.sheet} ${change.id}`} change={change} />}
      </ShowMoreList>
    </View>
  )
}
