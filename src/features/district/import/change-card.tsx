import type { Role } from '@core/account/role'
import { sayTitle } from '@core/account/role-words'
import type { ShownChange } from '@core/district/import/summary'
import { DISTRICT_AREA } from '@core/place/area'
import { Text, View } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'

type Props = { change: ShownChange; placeOf: (role: Role) => string }

/** One thing that an import changes: what happens to it, and the old and the new value of each column. */
export function ChangeCard({ change, placeOf }: Props) {
  const { t, language } = useManagerWords()
  const { sheet, id, name, what, fields, role, metres, bookings } = change
  // The id of the whole district's area, and those of invitees, are no words for people.
  const about = role ? [placeOf(role), sayTitle(language, role.role)] : id === DISTRICT_AREA ? [] : [id]
  const shown = (value: string) => value || t('import.empty')
  return (
    <View className="card tight">
      <View className="row wrap">
        <Text className="grow heading">{name}</Text>
        <Text className={what === 'gone' ? 'red' : 'soft'}>{t(`import.${what}`)}</Text>
      </View>
      <Text className="small soft figure">{[t(`import.sheet.${sheet}`), ...about].join(' · ')}</Text>
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
