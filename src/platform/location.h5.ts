import { fromWgs84, type Spot } from '@core/geo'

const TIMEOUT_MS = 8_000
const MAX_AGE_MS = 60_000

/** Where the browser is; undefined when it will not say. */
export const locate = (): Promise<Spot | undefined> =>
  new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(fromWgs84({ lat: coords.latitude, lng: coords.longitude })),
      () => resolve(undefined),
      { timeout: TIMEOUT_MS, maximumAge: MAX_AGE_MS },
    )
  })
