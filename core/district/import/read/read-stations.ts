import { fold } from '../../../base/fold'
import { metresBetween, type Spot } from '../../../base/geo'
import type { Station, Street } from '../../../place/station'
import type { RowOf } from '../column'
import type { Present } from '../district'
import { FAR_METRES } from '../limits'
import { type Mistake, showFound, type Tell } from '../mistake'
import { STATIONS, STREETS } from '../sheets/place'
import { spotOf } from './position'
import type { PlacedRow } from './read-sheet'
import { createStationIds } from './station-ids'

/** A thing with the row that it is from. */
export type Placed<T> = { row: number; value: T }

/** Tells a mistake of one cell of a row, with what was found there. */
const about =
  <K extends string>(sheet: { name: string; columns: Record<K, { title: string; takes: string }> }, tell: Tell) =>
  (row: number, key: K, found: unknown, code: Mistake['code'], values: Mistake['values'] = {}) => {
    const { title, takes } = sheet.columns[key]
    tell({
      sheet: sheet.name,
      row,
      column: title,
      found: showFound(String(found ?? '')),
      code,
      values: { takes, ...values },
    })
  }

export { about as tellAbout }

export function readStreets(rows: readonly PlacedRow<typeof STREETS.columns>[], tell: Tell): Placed<Street>[] {
  const wrong = about(STREETS, tell)
  const seen = new Map<string, number>()
  const seenNames = new Map<string, number>()
  return rows.flatMap(({ row, value, bad }) => {
    const { code = '', name = '' } = value
    const before = seen.get(code)
    const named = seenNames.get(fold(name))
    if (before && code) wrong(row, 'code', code, 'id-twice', { row: before })
    else if (named && name) wrong(row, 'name', name, 'street-twice', { row: named })
    seen.set(code, before ?? row)
    seenNames.set(fold(name), named ?? row)
    const spot = bad ? undefined : spotOf(value)
    if (typeof spot === 'string') wrong(row, 'lat', `${value.lat}, ${value.lng}`, spot)
    return !spot || typeof spot === 'string' ? [] : [{ row, value: { code, name, ...spot } }]
  })
}

/** Street of a text that is its code or its name: '' where its own row has a mistake, undefined where it is none. */
export type FindStreet = (text: string) => Street | '' | undefined

/** Finds streets. `rows`: those of the sheet, if there is one, also those with mistakes. */
export function streetFinder(
  streets: readonly Street[],
  rows: readonly PlacedRow<typeof STREETS.columns>[] = [],
): FindStreet {
  const found = new Map<string, Street | ''>()
  for (const { value } of rows) for (const text of [value.code, value.name]) if (text) found.set(fold(text), '')
  for (const street of streets) found.set(street.code, street).set(fold(street.name), street)
  return (text) => found.get(text.trim()) ?? found.get(fold(text))
}

type StationRow = RowOf<typeof STATIONS.columns>

/** The parts of a station that its row says; what else the present one has stays. */
function stationOf(id: string, row: StationRow, street: string, spot: Spot, present: Station | undefined): Station {
  const { name = '', kind = 'complex', tier = 'micro', address = '', week = [], phone = '' } = row
  const { approximate: _, ...rest } = present ?? ({} as Partial<Station>)
  return {
    ...rest,
    id,
    name,
    kind,
    tier,
    street,
    address,
    ...spot,
    theme: row.theme ?? '',
    feature: row.feature ?? '',
    rules: row.rules ?? [],
    hours: { week: [...week], holiday: row.holiday ?? 'closed' },
    facilities: row.facilities ?? [],
    phone,
    ...(row.approximate ? { approximate: true } : {}),
  }
}

/** The stations that were read, and every name and id of the sheet, also of rows that have mistakes. */
export type ReadStations = {
  stations: Placed<Station>[]
  ids: ReadonlySet<string>
  idByName: Map<string, string | null>
}

/** Reads the stations. A row without an id is the present station of that name and street, or a new one. */
export function readStations(
  rows: readonly PlacedRow<typeof STATIONS.columns>[],
  present: Present,
  findStreet: FindStreet,
  tell: Tell,
): ReadStations {
  const wrong = about(STATIONS, tell)
  const ids = createStationIds(
    present,
    rows.flatMap(({ value }) => value.id ?? []),
  )
  const known = new Map([...present.retired.stations, ...present.stations].map((station) => [station.id, station]))
  const seen = new Map<string, number>()
  const idByName = new Map<string, string | null>()
  const stations: Placed<Station>[] = []
  for (const { row, value, bad } of rows) {
    const found = value.street === undefined ? undefined : findStreet(value.street)
    const street = found || undefined
    if (value.street !== undefined && found === undefined) wrong(row, 'street', value.street, 'unknown-street')
    if (value.id && !ids.isOfDistrict(value.id)) wrong(row, 'id', value.id, 'other-district-id', { prefix: ids.prefix })
    const id = value.id ?? (value.name && street ? ids.idFor(value.name, street.code) : undefined)
    if (!id && value.name && street) wrong(row, 'id', '', 'id-needed', { prefix: ids.prefix })
    const before = id ? seen.get(id) : undefined
    if (before)
      wrong(row, value.id ? 'id' : 'name', value.id ?? value.name, value.id ? 'id-twice' : 'name-twice', {
        row: before,
      })
    if (id) seen.set(id, before ?? row)
    if (value.name) {
      const name = fold(value.name)
      idByName.set(name, idByName.has(name) ? null : (id ?? ''))
    }
    const spot = value.lat === undefined || value.lng === undefined ? undefined : spotOf(value)
    if (typeof spot === 'string') wrong(row, 'lat', `${value.lat}, ${value.lng}`, spot)
    if (!spot || typeof spot === 'string') continue
    const metres = street ? metresBetween(spot, street) : 0
    if (metres > FAR_METRES)
      wrong(row, 'lat', `${value.lat}, ${value.lng}`, 'far', {
        km: Math.round(metres / 1000),
        street: street?.name ?? '',
      })
    if (!bad && id && street) stations.push({ row, value: stationOf(id, value, street.code, spot, known.get(id)) })
  }
  return { stations, ids: new Set(seen.keys()), idByName }
}
