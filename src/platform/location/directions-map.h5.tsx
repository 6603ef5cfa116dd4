import { lazy, Suspense, useMemo } from 'react'

const PlaceMap = lazy(() => import('./map'))

type Props = { label: string; name: string; spot: { lat: number; lng: number }; colour: string }

/** Map of the destination inside the page. */
export function DirectionsMap({ label, name, spot: { lat, lng }, colour }: Props) {
  const centre = useMemo(() => ({ lat, lng }), [lat, lng])
  const places = useMemo(() => [{ id: name, name, spot: { lat, lng }, colour }], [name, lat, lng, colour])
  return (
    <Suspense fallback={<div className="station-map low skeleton-bar" />}>
      <PlaceMap className="station-map low" label={label} centre={centre} places={places} />
    </Suspense>
  )
}
