import { isInside } from '../../../base/polygon'
import { type Area, DISTRICT_AREA } from '../../../place/area'
import type { Station, Street } from '../../../place/station'
import { type Mistake, showFound } from '../mistake'
import { DISTRICT_AREA_NAMES } from '../sheets/names'
import { STATIONS } from '../sheets/place'

type Known = { areas: readonly Area[]; streets: readonly Street[]; rows: ReadonlyMap<string, number> }

/**
 * Stations that lie outside the area of their street, or where that has none, outside of the district. A warning: borders are
 * drawn roughly, and a station may stand just beyond one. `rows`: of the stations in the workbook.
 */
export function findOutside(stations: readonly Station[], { areas, streets, rows }: Known): Mistake[] {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const names = new Map(streets.map(({ code, name }) => [code, name]))
  return stations.flatMap((station) => {
    const area = byId.get(station.street) ?? byId.get(DISTRICT_AREA)
    if (!area || isInside(area.polygons, station)) return []
    const street = area.id === DISTRICT_AREA ? (DISTRICT_AREA_NAMES[0] as string) : (names.get(area.id) ?? area.id)
    const row = rows.get(station.id) ?? 0
    return {
      ...{ sheet: STATIONS.name, row, column: row ? STATIONS.columns.lat.title : '' },
      ...{ found: showFound(station.name), code: 'outside', values: { street } },
    }
  })
}
