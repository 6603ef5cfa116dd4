import type { Station } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import { showWay } from '@/platform/location/directions'
import { WayMap } from '@/platform/location/directions-map'
import { Action } from '@/ui/buttons/button'
import { useWords } from '@/words/use-words'

/** The address, and the way there. */
export function TheWay({ station }: { station: Station }) {
  const { t } = useWords()
  return (
    <View className="stack">
      <Text>{station.address}</Text>
      <WayMap label={t('station.way')} name={station.name} spot={station} colour={station.kind} />
      {showWay && (
        <Action quiet sign="walk" onTap={() => showWay?.(station)}>
          {t('station.navigate')}
        </Action>
      )}
    </View>
  )
}
