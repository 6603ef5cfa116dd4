import type { Offering } from '@core/catalogue/offering'
import { readAreas } from '@core/district/import/read/read-areas'
import type { Area } from '@core/place/area'
import type { Station, Street } from '@core/place/station'

/** The data of a district, for an empty database. */
export type District = { streets: Street[]; areas?: Area[]; stations: Station[]; offerings: Offering[] }

/** The demo district, 黄埔. Imported lazily: it is larger than the rest of the cloud. */
export async function loadHuangpu(): Promise<District> {
  const [streets, outline, stations, offerings] = await Promise.all([
    import('../../data/huangpu/streets.json'),
    import('../../data/huangpu/outline.json'),
    import('../../data/huangpu/stations.json'),
    import('../../data/huangpu/offerings.json'),
  ])
  return {
    streets: streets.default,
    areas: readAreas(
      [{ name: 'outline.json', text: JSON.stringify(outline.default) }],
      streets.default,
      () => undefined,
    ),
    stations: stations.default as Station[],
    offerings: offerings.default as Offering[],
  }
}
