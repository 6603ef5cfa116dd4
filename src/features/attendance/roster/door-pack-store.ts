import type { DoorPack } from '@core/attendance/door-pack'
import { dayOf, moment } from '@core/base/time'
import { mergeDoor } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { onLoginEnded } from '@/platform/network/cloud'
import { cloudNow } from '@/platform/network/cloud-clock'
import { onSyncPart, sync } from '@/platform/network/sync'
import { KEYS, persistStorage } from '@/platform/storage/storage'

type PersistedState = { pack?: DoorPack | undefined }
type DoorPackState = PersistedState & {
  /** Loads today's door pack (roster and keys). Only one station's is held: a lost phone exposes one door for a day. */
  load: (station: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const useDoorPack = create<DoorPackState>()(
  persist(
    (set) => ({
      async load(station) {
        if ((await sync(station)) === 'no-signal') return 'no-signal'
        const pack = doorPackOf(station)
        if (!pack) return 'gone'
        set({ pack: { ...pack, at: moment(cloudNow()) } })
        return 'here'
      },
    }),
    {
      name: KEYS.door,
      // Version 0 stored arrivals apart from the roster.
      version: 1,
      migrate: () => ({}),
      storage: persistStorage<PersistedState>(),
      partialize: ({ pack }) => (pack ? { pack } : {}),
    },
  ),
)

onSyncPart('door', (said) => {
  const held = said && doorPackOf(said.station)
  if (said && !said.all && held?.day !== said.day) return false
  useDoorPack.setState({ pack: said ? mergeDoor(held ?? undefined, said) : undefined })
  return true
})

/** The pack is for this station and for today, by the cloud's clock. */
const isUsable = (pack: DoorPack | undefined, station: string): boolean =>
  pack?.station === station && pack.day === dayOf(cloudNow())

/** The pack of this station, if valid today. */
export const doorPackOf = (station: string, pack = useDoorPack.getState().pack): DoorPack | undefined =>
  isUsable(pack, station) ? pack : undefined

onLoginEnded(() => useDoorPack.setState({ pack: undefined }))
