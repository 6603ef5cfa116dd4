import { fold } from '../../../base/fold'
import { type Polygons, type Position, RING_LEAST, type Ring, squareKm } from '../../../base/polygon'
import { type Area, DISTRICT_AREA } from '../../../place/area'
import type { Street } from '../../../place/station'
import { AREA_MOST } from '../limits'
import { bad, type Mistake, type Read, read, showFound, type Tell } from '../mistake'
import { DISTRICT_AREA_NAMES } from '../sheets/names'
import { spotOf } from './position'
import { streetFinder } from './read-stations'
import { findSelfCrossing } from './self-crossing'

/** A GeoJSON file as text. */
export type AreaFile = { name: string; text: string }

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? value : undefined)

/** Squares of a metre: an area that encloses less encloses nothing. */
const KM2_LEAST = 1e-6
/** Properties of a feature that may name its area, the first that is there. */
const NAMES = ['code', '代码', 'adcode', 'street', '街镇', 'name', '名称']

/** Datum of a collection: WGS-84 by RFC 7946, or GCJ-02 where its `datum` or its `crs` says so; undefined for another one. */
function datumOf({ datum, crs }: Json): 'wgs84' | 'gcj02' | undefined {
  const named = datum ?? (isObject(crs) && isObject(crs.properties) ? crs.properties.name : crs)
  if (named === undefined || named === null) return 'wgs84'
  const text = fold(String(named))
  if (/gcj0?2/.test(text)) return 'gcj02'
  return /wgs(19)?84|crs84|epsg:+4326|epsg:+4490|cgcs2000/.test(text) ? 'wgs84' : undefined
}

/** Counts the positions of all files, so that no more are read than may be stored. */
type Budget = { left: number }

function readPosition(value: unknown, datum: 'wgs84' | 'gcj02'): Read<Position> {
  const [lng, lat] = listOf(value) ?? []
  if (typeof lng !== 'number' || typeof lat !== 'number') return bad('bad-position')
  const spot = spotOf({ lat, lng, datum })
  return typeof spot === 'string' ? bad(spot) : read([spot.lng, spot.lat])
}

/** A position as a message shows it; what is nested is not followed, however deep it may be. */
const showPosition = (value: unknown): string =>
  (listOf(value) ?? [value])
    .slice(0, 3)
    .map((one) => (typeof one === 'number' || typeof one === 'string' ? one : '…'))
    .join(', ')

function readRing(value: unknown, datum: 'wgs84' | 'gcj02', budget: Budget): Read<Ring> {
  const positions = listOf(value)
  if (!positions || positions.length < RING_LEAST) return bad('ring-short', { least: RING_LEAST })
  budget.left -= positions.length
  if (budget.left < 0) return bad('too-many-points', { most: AREA_MOST.points })
  const ring: Position[] = []
  for (const one of positions) {
    const position = readPosition(one, datum)
    if (!position.ok) return { ok: false, trouble: { ...position.trouble, found: showPosition(one) } }
    ring.push(position.value)
  }
  const [first, last] = [ring[0] as Position, ring.at(-1) as Position]
  return first[0] === last[0] && first[1] === last[1] ? read(ring) : bad('ring-open')
}

/** The polygons of a geometry; a Polygon is a MultiPolygon of one. */
function readPolygons(geometry: unknown, datum: 'wgs84' | 'gcj02', budget: Budget): Read<Polygons> {
  const { type, coordinates } = isObject(geometry) ? geometry : ({} as Json)
  const list = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? listOf(coordinates) : undefined
  if (!list?.length) return bad('not-polygon')
  const polygons: Ring[][] = []
  for (const part of list) {
    const rings: Ring[] = []
    for (const one of listOf(part) ?? []) {
      const ring = readRing(one, datum, budget)
      if (!ring.ok) return ring
      // As it is stored, so that what is exported can be imported again.
      const crossing = findSelfCrossing(ring.value)
      if (crossing !== undefined) {
        const values = { part: polygons.length + 1, ring: rings.length + 1 }
        if (crossing === 'tangled') return bad('ring-tangled', values)
        const found = showPosition((one as unknown[])[crossing])
        return { ok: false, trouble: { code: 'ring-crossed', values, found } }
      }
      rings.push(ring.value)
    }
    if (rings.length === 0) return bad('not-polygon')
    polygons.push(rings)
  }
  return squareKm(polygons) < KM2_LEAST ? bad('ring-flat') : read(polygons)
}

/** The name of a feature, by which its area is found. A code of six digits is a district’s. */
function nameOf(properties: unknown): string {
  if (!isObject(properties)) return ''
  const named = NAMES.map((key) => properties[key]).find(
    (value) => value !== undefined && value !== null && value !== '',
  )
  return typeof named === 'string' || typeof named === 'number' ? String(named).trim() : ''
}
const isDistrict = (name: string): boolean =>
  /^\d{6}$/.test(name) || DISTRICT_AREA_NAMES.some((one) => fold(one) === fold(name))

type Features = { features: unknown[]; datum: 'wgs84' | 'gcj02' }

/** The features of a file, or why it is none. */
function featuresOf({ text }: AreaFile): Read<Features> {
  if (text.length > AREA_MOST.bytes) return bad('file-too-large')
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return bad('bad-json')
  }
  const features = isObject(json) && json.type === 'FeatureCollection' ? listOf(json.features) : undefined
  if (!features?.length) return bad('not-geojson')
  if (features.length > AREA_MOST.areas) return bad('too-many-areas', { most: AREA_MOST.areas })
  const datum = datumOf(json as Json)
  return datum ? read({ features, datum }) : bad('unknown-datum')
}

/**
 * Reads the outline of the district and the areas of its streets and towns from GeoJSON files (RFC 7946). Every mistake is told
 * with its file and the number of its feature. The only feature of all may go without a name: it is the outline.
 */
export function readAreas(files: readonly AreaFile[], streets: readonly Street[], tell: Tell): Area[] {
  const findStreet = streetFinder(streets)
  const budget: Budget = { left: AREA_MOST.points }
  const seen = new Map<string, number>()
  const areas: Area[] = []
  for (const file of files) {
    const found = featuresOf(file)
    if (!found.ok) {
      tell({ sheet: '', row: 0, column: '', found: showFound(file.name), ...found.trouble })
      continue
    }
    const { features, datum } = found.value
    for (const [nth, feature] of features.entries()) {
      const { geometry, properties } = isObject(feature) ? feature : ({} as Json)
      const name = nameOf(properties)
      const at = (code: Mistake['code'], values: Mistake['values'] = {}, what = name) =>
        tell({
          ...{ sheet: showFound(file.name), row: nth + 1, column: showFound(name), found: showFound(what), code },
          ...{ values, feature: true },
        })
      const sole = files.length === 1 && features.length === 1
      const id = isDistrict(name) || (!name && sole) ? DISTRICT_AREA : (findStreet(name) || undefined)?.code
      if (!name && !sole) at('area-unnamed', { names: DISTRICT_AREA_NAMES[0] as string })
      else if (!id) at('unknown-street')
      const before = id === undefined ? undefined : seen.get(id)
      if (before) at('area-twice', { row: before })
      if (id && !before) seen.set(id, nth + 1)
      const polygons = readPolygons(geometry, datum, budget)
      if (!polygons.ok) at(polygons.trouble.code, polygons.trouble.values, polygons.trouble.found)
      else if (id && !before) areas.push({ id, polygons: polygons.value })
      // The rest would only say it again.
      if (budget.left < 0) return areas
    }
  }
  return areas.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The areas as a GeoJSON file that reads back as them. */
export function writeAreas(areas: readonly Area[], streets: readonly Street[]): string {
  const names = new Map(streets.map(({ code, name }) => [code, name]))
  const features = areas.map(({ id, polygons }) => ({
    type: 'Feature',
    properties: id === DISTRICT_AREA ? { name: DISTRICT_AREA_NAMES[0] } : { code: id, name: names.get(id) ?? id },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }))
  return JSON.stringify({ type: 'FeatureCollection', datum: 'GCJ-02', features })
}
