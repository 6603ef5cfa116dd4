import type { Role } from '@core/account/role'
import { bordersOf } from '@core/place/area'
import { Text, View } from '@tarojs/components'
import { lazy, Suspense, useMemo, useState } from 'react'
import { aria } from '@/platform/device/aria'
import { isDark, useAppearance } from '@/ui/layout/appearance'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ChangeCard } from './change-card'
import { CHANGE_LOOKS, changedPlaces, MAP_CHANGES } from './changed-places'
import type { ImportEffect } from './store'
import './change-map.scss'

const PlaceMap = lazy(() => import('@/platform/location/map'))

type Props = { effect: ImportEffect; placeOf: (role: Role) => string }

/** The stations of a difference on the map, by what becomes of them; the list below it has the same ones. */
export function ChangeMap({ effect: { changes, areas }, placeOf }: Props) {
  const { t } = useManagerWords()
  const dark = useAppearance(isDark)
  const places = useMemo(() => changedPlaces(changes), [changes])
  const borders = useMemo(() => bordersOf(areas), [areas])
  const [on, setOn] = useState<string>()
  const [first] = places
  if (!first) return null
  const chosen = places.find(({ id }) => id === on)
  return (
    <View className="stack">
      <View className="row wrap">
        {MAP_CHANGES.map((what) => (
          <View key={what} className="row legend">
            <Text className="sign" style={{ background: `var(--${CHANGE_LOOKS[what].colour})` }}>
              {CHANGE_LOOKS[what].sign}
            </Text>
            <Text>{t(`import.map-${what}`, { count: places.filter((place) => place.what === what).length })}</Text>
          </View>
        ))}
      </View>
      <Suspense fallback={<View className="change-map skeleton-bar" />}>
        <PlaceMap
          className="change-map"
          label={t('import.map')}
          centre={first.spot}
          places={places}
          borders={borders}
          fit
          dark={dark}
          onTap={setOn}
        />
      </Suspense>
      <Text className="small soft">{t('import.map-what')}</Text>
      <View className="change-map-chosen" {...aria({ role: 'status' })}>
        {chosen && <ChangeCard change={chosen.change} placeOf={placeOf} />}
      </View>
    </View>
  )
}
