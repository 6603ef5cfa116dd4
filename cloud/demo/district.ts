import type { Offering } from '@core/catalogue/offering'
import type { Station, Street } from '@core/place/station'

/** The data of a district, for an empty database. */
export type District = { streets: Street[]; stations: Station[]; offerings: Offering[] }

/** The demo district, 黄埔. Imported lazily: it is larger than the rest of the cloud. */
export async function loadHuangpu(): Promise<District> {
  const [streets, stations, offerings] = await Promise.all([
    import('../../data/huangpu/streets.json'),
    import('../../data/huangpu/stations.json'),
    import('../../data/huangpu/offerings.json'),
  ])
  return {
    streets: streets.default,
    stations: stations.default as Station[],
    offerings: offerings.default as Offering[],
  }
}
