import type { Station } from '@core/place/station'

export const HOLDER_SCOPES = ['station', 'street', 'department', 'district'] as const
export type HolderScope = (typeof HOLDER_SCOPES)[number]

/**
 * The scope that the page of role holders opens on; undefined while the stations are unknown. `whole`: for the whole district.
 * In a district without stations its own people come first.
 */
export function firstScope(whole: boolean, stations: readonly Station[] | undefined): HolderScope | undefined {
  if (!whole) return 'station'
  return stations && (stations.length === 0 ? 'district' : 'station')
}
