import type { ReportedPosition } from '@core/attendance/check-in'
import { fromWgs84, type Spot } from '@core/base/geo'

const TIMEOUT_MS = 8_000
const MAX_AGE_MS = 60_000

const ask = (options: PositionOptions): Promise<ReportedPosition | undefined> =>
  new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ ...fromWgs84({ lat: latitude, lng: longitude }), accuracy }),
      () => resolve(undefined),
      { timeout: TIMEOUT_MS, ...options },
    )
  })

/** Approximate position; undefined when the browser does not give one. */
export async function locate(): Promise<Spot | undefined> {
  const where = await ask({ maximumAge: MAX_AGE_MS })
  return where && { lat: where.lat, lng: where.lng }
}

/** Most precise position available now, with its accuracy. */
export const locatePrecisely = (): Promise<ReportedPosition | undefined> => ask({ enableHighAccuracy: true })
