import type { Spot } from '@core/base/geo'
import { Map as WeixinMap } from '@tarojs/components'
import { aria } from '../device/aria'

type MapPlace = { id: string; name: string; spot: Spot; colour: string }
export type MapProps = {
  className?: string
  label: string
  centre: Spot
  /** Radius in metres of the quarter-hour ring around the centre. */
  ring?: number
  places: readonly MapPlace[]
  /** Area names, drawn where there are no map tiles. */
  areas?: readonly { name: string; spot: Spot }[]
  dark?: boolean
  onTap?: (id: string) => void
}

const MARKER_SIZE = 26
/** Limit on markers, since all of them go through setData; the list shows the rest. */
const MAX_MARKERS = 40
const CALLOUT = {
  display: 'BYCLICK',
  color: '#1D1A16',
  bgColor: '#FFFFFF',
  fontSize: 14,
  padding: 8,
  borderRadius: 8,
  borderWidth: 0,
  borderColor: '#FFFFFF',
  textAlign: 'center',
  anchorX: 0,
  anchorY: 0,
} as const

/** WeChat's map component. Its marker ids must be numbers, so a place's id is its index in the list. */
export default function PlaceMap({ className = '', label, centre, ring, places, onTap }: MapProps) {
  return (
    <WeixinMap
      className={className}
      {...aria({ label })}
      latitude={centre.lat}
      longitude={centre.lng}
      scale={14}
      showLocation
      circles={
        ring
          ? [
              {
                latitude: centre.lat,
                longitude: centre.lng,
                radius: ring,
                color: '#1D1A16AA',
                fillColor: '#1D1A1611',
                strokeWidth: 2,
              },
            ]
          : []
      }
      markers={places.slice(0, MAX_MARKERS).map(({ name, spot }, at) => ({
        id: at,
        latitude: spot.lat,
        longitude: spot.lng,
        iconPath: '/static/place.png',
        width: MARKER_SIZE,
        height: MARKER_SIZE,
        callout: { ...CALLOUT, content: name },
      }))}
      onCalloutTap={({ detail }) => {
        const place = places[Number(detail.markerId)]
        if (place) onTap?.(place.id)
      }}
      onError={() => undefined}
    />
  )
}
