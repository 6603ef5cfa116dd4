import type { Area } from '@core/place/area'
import type { Db } from '../../db/port'

/** Outline of the district and areas of its streets and towns. */
export const listAreas = (db: Db): Promise<Area[]> => db.query<Area>('select id, polygons from area order by id', [])
