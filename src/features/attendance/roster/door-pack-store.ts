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
  /** Hears today's roster and keys of a station; of one at a time, so that a lost phone opens one door for one day. */
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
      // In one of before, who came stood apart from the roster.
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

/** The pack is of this station and of today, by the cloud's clock. */
const isUsable = (pack: DoorPack | undefined, station: string): boolean =>
  pack?.station === station && pack.day === dayOf(cloudNow())

/** The pack of this station, if it is good today. */
export const doorPackOf = (station: string, pack = useDoorPack.getState().pack): DoorPack | undefined =>
  isUsable(pack, station) ? pack : undefined

onLoginEnded(() => useDoorPack.setState({ pack: undefined }))
