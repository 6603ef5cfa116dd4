import { type DoorPack, isPackUsable } from '@core/attendance/door-pack'
import { moment } from '@core/base/time'
import { mergeDoor } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { onLoginEnded } from '@/platform/network/cloud'
import { cloudNow } from '@/platform/network/cloud-clock'
import { onSyncPart, sync } from '@/platform/network/sync'
import { KEYS, persistStorage } from '@/platform/storage/storage'

type PersistedState = { pack?: DoorPack | undefined }
type DoorPackState = PersistedState & {
  /**
   * Loads today's door pack (roster and keys). Only one station's is held: a lost phone exposes one door for a day or, over
   * midnight, to the end of a session.
   */
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

/** The pack of this station, if it may be used now, by the cloud's clock. */
export const doorPackOf = (station: string, pack = useDoorPack.getState().pack): DoorPack | undefined =>
  pack?.station === station && isPackUsable(pack, cloudNow()) ? pack : undefined

onLoginEnded(() => useDoorPack.setState({ pack: undefined }))
