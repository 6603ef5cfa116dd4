import type { Station } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { openDirections } from '@/platform/location/directions'
import { DirectionsMap } from '@/platform/location/directions-map'
import { Button } from '@/ui/buttons/button'
import { useWords } from '@/words/use-words'

/** Address, with buttons to navigate and to call. */
export function Directions({ station }: { station: Station }) {
  const { t } = useWords()
  return (
    <View className="stack">
      <Text>{station.address}</Text>
      <DirectionsMap label={t('station.way')} name={station.name} spot={station} colour={station.kind} />
      {openDirections && (
        <Button quiet icon="walk" onTap={() => openDirections?.(station)}>
          {t('station.navigate')}
        </Button>
      )}
    </View>
  )
}
