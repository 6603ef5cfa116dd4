import { DISTRICT_AREA, type DrawnArea, polygonsOf } from '@core/place/area'
import type { MapBorder } from '@/platform/location/map'

/** Borders of the district and its streets as a map draws them; none where the district has given none. */
export const bordersOf = ({ areas }: { areas?: DrawnArea[] | undefined }): MapBorder[] =>
  (areas ?? []).map((area) => ({ polygons: polygonsOf(area), outline: area.id === DISTRICT_AREA }))
