import type { Spot } from '@core/base/geo'

/** How many of the nearest are asked for: a page of the app's list. */
export const LIMIT = 20

/** The nth place somebody asks from: a walk over the district that hits each neighbourhood, the same every run. */
export const askPoint = (nth: number): Spot => ({
  lat: 23.05 + ((nth * 0.0061803) % 0.32),
  lng: 113.41 + ((nth * 0.0041421) % 0.17),
})
