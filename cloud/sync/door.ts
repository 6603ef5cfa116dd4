import type { DoorPack } from '@core/attendance/door-pack'
import { type DoorDelta, differ, SYNCED_DOOR } from '@core/sync/sync'
import { differHeads, markOf } from './marks'
import type { Held } from './queries'

type HeldDoor = NonNullable<Held['door']>

/** What is new of a station's day since a phone heard of it; of another station or day, everything. */
export function differDoor(
  before: HeldDoor | undefined,
  pack: DoorPack,
): { held: HeldDoor; delta: DoorDelta | undefined } {
  const { station, stationName, day, at } = pack
  const same = before?.station === station && before.day === day ? before : undefined
  const { heads, put: other } = differHeads(same?.heads, pack, SYNCED_DOOR)
  const { marks: roster, delta: list } = differ(same?.roster, pack.roster, ([letters]) => letters, markOf)
  const isNew = list || Object.keys(other).length > 0
  const delta = isNew ? { station, stationName, day, at, put: [], gone: [], ...list, ...other } : undefined
  return { held: { station, day, heads, roster }, delta }
}
