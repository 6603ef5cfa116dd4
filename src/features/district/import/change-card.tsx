import type { ShownChange } from '@core/district/import/summary'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** One thing that an import changes: what happens to it, and the old and the new value of each column. */
export function ChangeCard({ change }: { change: ShownChange }) {
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
