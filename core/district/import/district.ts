import type { Offering } from '../../catalogue/offering'
import type { Area } from '../../place/area'
import type { Holiday } from '../../place/holiday'
import type { Station, Street } from '../../place/station'
import { type Invitee, inviteeId } from '../invitee'

/** The things of an import by its parts: the sheets of a workbook, and the areas of GeoJSON files. */
type Things = {
  streets: Street
  areas: Area
  stations: Station
  offerings: Offering
  holidays: Holiday
  invitees: Invitee
}
export const PART_KEYS = ['streets', 'areas', 'stations', 'offerings', 'holidays', 'invitees'] as const
export type PartKey = (typeof PART_KEYS)[number]

/** What an import asks for. A part that it does not have is not touched. */
export type Wanted = { [K in PartKey]?: Things[K][] }

/**
 * What a district has. `prefix`: the two letters of its own with which station ids begin. `retired`: the ids that are taken by
 * what is not shown any more. `holders`: who has a role already, as ids of invitees.
 */
export type Present = { [K in PartKey]: Things[K][] } & {
  prefix: string
  retired: { stations: Station[]; offerings: Offering[] }
  holders: ReadonlySet<string>
}

/** Id of a thing within its part. */
export const idOf: { [K in PartKey]: (thing: Things[K]) => string } = {
  streets: ({ code }) => code,
  areas: ({ id }) => id,
  stations: ({ id }) => id,
  offerings: ({ id }) => id,
  holidays: ({ day }) => day,
  invitees: ({ role, name }) => inviteeId(role, name),
}

export type Thing<K extends PartKey = PartKey> = Things[K]
