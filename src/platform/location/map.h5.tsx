import type { Spot } from '@core/base/geo'
import type { LayerGroup, Map as LeafletMap } from 'leaflet'
import { useEffect, useRef } from 'react'
import type { MapProps } from './map'
import 'leaflet/dist/leaflet.css'
import './map.scss'

const at = ({ lat, lng }: Spot): [number, number] => [lat, lng]
/** Margin around the ring when fitting the map to it. */
const RING_MARGIN = 1.25
const ZOOM = 15
/** Touch target in dp: the larger of our two minimum sizes, since markers are isolated. */
const TOUCH_SIZE = 60

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string,
  )

/**
 * Map for the browser, drawn by Leaflet, which is loaded only when a map is shown. There are no tiles: a tile provider
 * needs a contract of the district's own. Places, street names and the ring need none.
 */
export default function PlaceMap({ className = '', label, centre, ring, places, areas = [], dark, onTap }: MapProps) {
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
      for (const { name, spot } of areas) {
        const icon = L.divIcon({ className: 'map-area', html: escaped(name), iconSize: [90, 20] })
        L.marker(at(spot), { icon, interactive: false, keyboard: false }).addTo(marks)
      }
      if (ring) {
        const style = { color: dark ? '#F4EFE7' : '#1D1A16', weight: 1.5, fillOpacity: 0.05, interactive: false }
        L.circle(at(centre), { radius: ring, ...style }).addTo(marks)
        L.circleMarker(at(centre), { radius: 6, ...style, fillOpacity: 1 }).addTo(marks)
        map.fitBounds(L.latLng(centre).toBounds(ring * 2 * RING_MARGIN))
      } else {
        map.setView(at(centre), ZOOM)
      }
      for (const { id, name, spot, colour } of places) {
        const icon = L.divIcon({
          className: 'map-place',
          html: `<i style="background:var(--${colour})"></i>`,
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
  }, [centre, ring, places, areas, dark])

  useEffect(
    () => () => {
      drawn.current?.map.remove()
      drawn.current = undefined
    },
    [],
  )
  return <div ref={box} className={className} role="application" aria-label={label} />
}
