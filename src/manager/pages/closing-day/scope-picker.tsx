import { View } from '@tarojs/components'
import { StationSelect } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { Segments } from '@/ui/fields/segments'
import { Select } from '@/ui/fields/select'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { useClosingScope } from './use-closing-scope'

/** Choice of one station, or of a whole street for those who manage it. */
export function ScopePicker({ where, onChange }: { where: ReturnType<typeof useClosingScope>; onChange: () => void }) {
  const { t } = useManagerWords()
  const { mine, scope, streets, street, station } = where
  const choose =
    <K,>(set: (chosen: K) => void) =>
    (chosen: K) => {
      set(chosen)
      onChange()
    }
  return (
    <View className="stack">
      {streets.length > 0 && (
        <Segments
          label={t('closure.scope')}
          options={[
            { key: 'station', name: t('closure.station') },
            { key: 'street', name: t('closure.street') },
          ]}
          on={scope}
          onChoose={choose(where.setScope)}
        />
      )}
      {scope === 'street' && (
        <Select
          label={t('closure.which-street')}
          options={streets.map(({ code, name }) => ({ key: code, name }))}
          on={street?.code}
          onChoose={choose(where.setStreet)}
        />
      )}
      {scope === 'station' && mine.street && (
        <StreetPicker
          streets={mine.streets}
          on={mine.street.code}
          shown={mine.street.name}
          onChoose={({ code }) => choose(mine.chooseStreet)(code)}
        />
      )}
      {scope === 'station' && (
        <StationSelect stations={mine.stations} on={station?.id} onChoose={choose(mine.chooseOne)} />
      )}
    </View>
  )
}
