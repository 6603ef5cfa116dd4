import type { DoorPack } from '@core/door-pack'
import { dayOf } from '@core/time'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloudNow } from '@/platform/clock'
import { cloud, isNoSignal, onLoginEnded } from '@/platform/cloud'
import { KEYS, stored } from '@/platform/storage'

type Kept = { pack?: DoorPack | undefined }
type DoorState = Kept & {
  /** Fetches today's roster and keys of a station; of one at a time, so that a lost phone opens one door for one day. */
  load: (station: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const useDoor = create<DoorState>()(
  persist(
    (set, get) => ({
      async load(station) {
        if (get().pack && !usable(get().pack, station)) set({ pack: undefined })
        try {
          const result = await cloud('door', { params: { id: station } })
          if (result.ok !== true) return 'gone'
          set({ pack: result.answer.pack })
          return 'here'
        } catch (fault) {
          if (!isNoSignal(fault)) throw fault
          return 'no-signal'
        }
      },
    }),
    { name: KEYS.door, storage: stored<Kept>(), partialize: ({ pack }) => (pack ? { pack } : {}) },
  ),
)

/** The pack is of this station and of today, by the cloud's clock. */
const usable = (pack: DoorPack | undefined, station: string): boolean =>
  pack?.station === station && pack.day === dayOf(cloudNow())

/** The pack of this station, if it is good today. */
export const packOf = (station: string, pack = useDoor.getState().pack): DoorPack | undefined =>
  usable(pack, station) ? pack : undefined

onLoginEnded(() => useDoor.setState({ pack: undefined }))
