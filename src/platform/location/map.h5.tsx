import type { Spot } from '@core/base/geo'
import type { LatLngExpression, LayerGroup, Map as LeafletMap, PolylineOptions } from 'leaflet'
import { useEffect, useRef } from 'react'
import type { MapBorder, MapProps } from './map'
import 'leaflet/dist/leaflet.css'
import './map.scss'

const at = ({ lat, lng }: Spot): [number, number] => [lat, lng]
/** Margin around the ring when fitting the map to it. */
const RING_MARGIN = 1.25
const ZOOM = 15
/** Part of the height and width that stays free around the places. */
const FIT_MARGIN = 0.15
/** Touch target in dp: the larger of our two minimum sizes, since markers are isolated. */
const TOUCH_SIZE = 60

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string,
  )

const ringsOf = ({ polygons }: MapBorder): LatLngExpression[][][] =>
  polygons.map((rings) => rings.map((ring) => ring.map(([lng, lat]): LatLngExpression => [lat, lng])))
const borderStyle = ({ outline }: MapBorder, dark: boolean | undefined): PolylineOptions => ({
  color: outline ? (dark ? '#ABA295' : '#6A6258') : dark ? '#39342E' : '#C9C0B3',
  weight: outline ? 2 : 1,
  fill: false,
  interactive: false,
})

/**
 * Map for the browser, drawn by Leaflet, which is loaded only when a map is shown. There are no tiles: a tile provider
 * needs a contract of the district's own. Places, street names and the ring need none.
 */
export default function PlaceMap({
  className = '',
  label,
  centre,
  ring,
  places,
  areas = [],
  borders = [],
  fit,
  dark,
  onTap,
}: MapProps) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<{ map: LeafletMap; marks: LayerGroup } | undefined>(undefined)
  const tapped = useRef(onTap)
  tapped.current = onTap

  useEffect(() => {
    let unmounted = false
    import('leaflet').then(({ default: L }) => {
      if (unmounted || !box.current) return
      if (!drawn.current) {
        const map = L.map(box.current, { attributionControl: false, zoomControl: true, minZoom: 10, maxZoom: 18 })
        map.setView(at(centre), ZOOM)
        drawn.current = { map, marks: L.layerGroup().addTo(map) }
      }
      const { map, marks } = drawn.current
      marks.clearLayers()
      for (const border of borders) L.polygon(ringsOf(border), borderStyle(border, dark)).addTo(marks)
      for (const { name, spot } of areas) {
        const icon = L.divIcon({ className: 'map-area', html: escaped(name), iconSize: [90, 20] })
        L.marker(at(spot), { icon, interactive: false, keyboard: false }).addTo(marks)
      }
      if (ring) {
        const style = { color: dark ? '#F4EFE7' : '#1D1A16', weight: 1.5, fillOpacity: 0.05, interactive: false }
        L.circle(at(centre), { radius: ring, ...style }).addTo(marks)
        L.circleMarker(at(centre), { radius: 6, ...style, fillOpacity: 1 }).addTo(marks)
        map.fitBounds(L.latLng(centre).toBounds(ring * 2 * RING_MARGIN))
      } else if (fit && places.length) {
        map.fitBounds(L.latLngBounds(places.map(({ spot }) => at(spot))).pad(FIT_MARGIN), { maxZoom: ZOOM })
      } else {
        map.setView(at(centre), ZOOM)
      }
      for (const { id, name, spot, colour, sign = '' } of places) {
        const icon = L.divIcon({
          className: 'map-place',
          html: `<i style="background:var(--${colour})"><b>${escaped(sign)}</b></i>`,
          iconSize: [TOUCH_SIZE, TOUCH_SIZE],
        })
        const mark = L.marker(at(spot), { icon, title: name, keyboard: true }).addTo(marks)
        mark.bindTooltip(escaped(name), { direction: 'top', offset: [0, -10] })
        mark.getElement()?.setAttribute('aria-label', name)
        mark.on('click', () => tapped.current?.(id))
      }
    })
    return () => {
      unmounted = true
    }
  }, [centre, ring, places, areas, borders, fit, dark])

  useEffect(
    () => () => {
      drawn.current?.map.remove()
      drawn.current = undefined
    },
    [],
  )
  return <div ref={box} className={className} role="application" aria-label={label} />
}
