import type { Spot } from '@core/base/geo'

/** Number of nearest stations requested: one page of the app's list. */
export const LIMIT = 20

/** The nth query point: a fixed walk over the district that reaches each neighbourhood, the same in every run. */
export const askPoint = (nth: number): Spot => ({
  lat: 23.05 + ((nth * 0.0061803) % 0.32),
  lng: 113.41 + ((nth * 0.0041421) % 0.17),
})
