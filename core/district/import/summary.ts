import * as v from 'valibot'
import { serial } from '../../base/count'
import { Moment } from '../../base/time'
import { Reason } from '../../booking/closing-day'
import { Lat, Lng } from '../../place/station'
import { InviteeRole } from '../invitee'
import type { Change } from './difference'
import { PART_KEYS } from './district'

/**
 * What becomes of the bookings at stations and offerings that go: called off, with a notice and the reason; or kept, so that
 * the station is shown until the last of them has passed.
 */
export const Gone = v.variant('act', [
  v.strictObject({ act: v.literal('keep') }),
  v.strictObject({ act: v.literal('call-off'), reason: Reason }),
])
export type Gone = v.InferOutput<typeof Gone>

const PartCounts = v.object({ new: serial, back: serial, changed: serial, gone: serial })
/** How many things of each part an import changes. */
export const ImportCounts = v.object({
  streets: PartCounts,
  areas: PartCounts,
  stations: PartCounts,
  offerings: PartCounts,
  holidays: PartCounts,
  invitees: PartCounts,
})
export type ImportCounts = v.InferOutput<typeof ImportCounts>

/** One change as a preview shows it. */
export const ShownChange = v.object({
  sheet: v.picklist(PART_KEYS),
  id: v.string(),
  name: v.string(),
  what: v.picklist(['new', 'back', 'changed', 'gone']),
  fields: v.array(v.object({ title: v.string(), was: v.string(), now: v.string() })),
  /** What somebody is to be invited to. */
  role: v.optional(InviteeRole),
  /** Position of a station: of one that goes, where it was. */
  spot: v.optional(v.object({ lat: Lat, lng: Lng })),
  /** Metres that a station moves, or of a new one to the middle of its street. */
  metres: v.optional(serial),
  /** Coming bookings of what goes. */
  bookings: v.optional(serial),
})
export type ShownChange = v.InferOutput<typeof ShownChange>

/** An import that was applied. `by`: a name, or nothing where it was done at a command line. */
export const PastImport = v.object({
  id: v.string(),
  at: Moment,
  file: v.string(),
  by: v.string(),
  counts: ImportCounts,
})
export type PastImport = v.InferOutput<typeof PastImport>

/** Most changes and past imports that an answer lists; all are counted. The stations of a large district are among the first. */
export const SHOWN_CHANGES_MOST = 1_000
export const PAST_IMPORTS_MOST = 20

/** Counts the changes by sheet and kind. */
export function countChanges(changes: readonly Change[]): ImportCounts {
  const none = () => ({ new: 0, back: 0, changed: 0, gone: 0 })
  const counts = Object.fromEntries(PART_KEYS.map((key) => [key, none()])) as ImportCounts
  for (const { sheet, what } of changes) counts[sheet][what]++
  return counts
}
