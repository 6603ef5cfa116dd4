import type { DoorPack } from '@core/attendance/door-pack'
import { type DoorDelta, diffList, SYNCED_DOOR } from '@core/sync/sync'
import { contentHash, diffParts } from './marks'
import type { SyncState } from './queries'

type HeldDoor = NonNullable<SyncState['door']>

/** Changes of a door pack since the phone's state; the whole pack if the station or day differs. */
export function diffDoor(
  before: HeldDoor | undefined,
  pack: DoorPack,
): { held: HeldDoor; delta: DoorDelta | undefined } {
  const { station, stationName, day, at } = pack
  const same = before?.station === station && before.day === day ? before : undefined
  const { heads, put: other } = diffParts(same?.heads, pack, SYNCED_DOOR)
  const { marks: roster, delta: list } = diffList(same?.roster, pack.roster, ([id]) => id, contentHash)
  const isNew = list || Object.keys(other).length > 0
  const delta = isNew ? { station, stationName, day, at, put: [], gone: [], ...list, ...other } : undefined
  return { held: { station, day, heads, roster }, delta }
}
