import { matcherOf } from '@core/base/fold'
import type { Kind, Station } from '@core/place/station'

export type StationFilter = { kind?: Kind | undefined; name: string }

/** Whether a station is of this kind and has the text in its name, theme or address. */
export const fits = ({ kind, name }: StationFilter): ((station: Station) => boolean) => {
  const matches = matcherOf(name)
  return (station) =>
    (!kind || station.kind === kind) && (!name || [station.name, station.theme, station.address].some(matches))
}
