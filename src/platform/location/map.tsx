import type { Spot } from '@core/base/geo'
import type { Polygons } from '@core/base/polygon'
import { Map as WeixinMap } from '@tarojs/components'
import { useMemo } from 'react'
import { useWhileShown } from '../app/use-while-shown'
import { aria } from '../device/aria'

/** `sign`: a letter on the mark, where a colour alone would tell places apart. */
type MapPlace = { id: string; name: string; spot: Spot; colour: string; sign?: string }
/** `outline`: of the whole district, drawn stronger than the borders within it. */
export type MapBorder = { polygons: Polygons; outline: boolean }
export type MapProps = {
  className?: string
  label: string
  centre: Spot
  /** Radius in metres of the quarter-hour ring around the centre. */
  ring?: number
  places: readonly MapPlace[]
  /** Area names, drawn where there are no map tiles. */
  areas?: readonly { name: string; spot: Spot }[]
  borders?: readonly MapBorder[]
  /** Shows all places at first, instead of what is around the centre. */
  fit?: boolean
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

const markersOf = (places: readonly MapPlace[]) =>
  places.slice(0, MAX_MARKERS).map(({ name, spot }, at) => ({
    id: at,
    latitude: spot.lat,
    longitude: spot.lng,
    iconPath: '/static/place.png',
    width: MARKER_SIZE,
    height: MARKER_SIZE,
    callout: { ...CALLOUT, content: name },
  }))

const circlesOf = ({ lat, lng }: Spot, ring: number | undefined) =>
  ring
    ? [{ latitude: lat, longitude: lng, radius: ring, color: '#1D1A16AA', fillColor: '#1D1A1611', strokeWidth: 2 }]
    : []

/** Most positions of a border that go through setData. */
const MAX_POSITIONS = 120
const linesOf = (borders: readonly MapBorder[]) =>
  borders.flatMap(({ polygons, outline }) =>
    (outline ? polygons : []).map(([ring = []]) => ({
      points: ring
        .filter((_, at) => at % Math.ceil(ring.length / MAX_POSITIONS) === 0)
        .map(([longitude, latitude]) => ({ latitude, longitude })),
      strokeWidth: 2,
      strokeColor: '#6A6258',
    })),
  )

/** WeChat's map component. Its marker ids must be numbers, so a place's id is its index in the list. */
export default function PlaceMap({ className = '', label, centre, ring, places, borders, onTap }: MapProps) {
  // Taro sends a new array anew, however equal, and the markers are the largest thing on their page.
  const markers = useWhileShown(useMemo(() => markersOf(places), [places]))
  const circles = useWhileShown(useMemo(() => circlesOf(centre, ring), [centre, ring]))
  const polygons = useWhileShown(useMemo(() => linesOf(borders ?? []), [borders]))
  return (
    <WeixinMap
      className={className}
      {...aria({ label })}
      latitude={centre.lat}
      longitude={centre.lng}
      scale={14}
      showLocation
      circles={circles}
      polygons={polygons}
      markers={markers}
      onCalloutTap={({ detail }) => {
        const place = places[Number(detail.markerId)]
        if (place) onTap?.(place.id)
      }}
      onError={() => undefined}
    />
  )
}
