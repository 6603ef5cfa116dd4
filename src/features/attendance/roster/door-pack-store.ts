import type { DoorPack } from '@core/attendance/door-pack'
import { dayOf, moment } from '@core/base/time'
import { mergeDoor } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { onLoginEnded } from '@/platform/network/cloud'
import { cloudNow } from '@/platform/network/cloud-clock'
import { listen, sync } from '@/platform/network/sync'
import { KEYS, stored } from '@/platform/storage/storage'

type Kept = { pack?: DoorPack | undefined }
type DoorState = Kept & {
  /** Hears today's roster and keys of a station; of one at a time, so that a lost phone opens one door for one day. */
  load: (station: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const useDoor = create<DoorState>()(
  persist(
    (set) => ({
      async load(station) {
        if ((await sync(station)) === 'no-signal') return 'no-signal'
        const pack = packOf(station)
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
      storage: stored<Kept>(),
      partialize: ({ pack }) => (pack ? { pack } : {}),
    },
  ),
)

listen('door', (said) => {
  const held = said && packOf(said.station)
  if (said && !said.all && held?.day !== said.day) return false
  useDoor.setState({ pack: said ? mergeDoor(held ?? undefined, said) : undefined })
  return true
})

/** The pack is of this station and of today, by the cloud's clock. */
const usable = (pack: DoorPack | undefined, station: string): boolean =>
  pack?.station === station && pack.day === dayOf(cloudNow())

/** The pack of this station, if it is good today. */
export const packOf = (station: string, pack = useDoor.getState().pack): DoorPack | undefined =>
  usable(pack, station) ? pack : undefined

onLoginEnded(() => useDoor.setState({ pack: undefined }))
