import { indexSpots, type Nearby } from '@core/geo'
import type { Pack, Station } from '@core/station'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, isNoSignal } from '@/platform/cloud'
import { KEYS, stored } from '@/platform/storage'

type Kept = { pack?: Pack; etag?: string /** When the cloud last said that this is how it is. */; checkedAt?: number }
type PackState = Kept & {
  state: 'resting' | 'asking' | 'no-signal'
  /** Asks the cloud whether the pack has changed; what is there stays in use meanwhile. */
  refresh: () => Promise<void>
}

export const usePack = create<PackState>()(
  persist(
    (set, get) => ({
      state: 'resting',
      async refresh() {
        if (get().state === 'asking') return
        set({ state: 'asking' })
        try {
          const result = await cloud('stations', {}, get().pack && get().etag)
          if (result.ok === true) set({ pack: result.answer, ...(result.etag ? { etag: result.etag } : {}) })
          set({ state: 'resting', ...(result.ok ? { checkedAt: Date.now() } : {}) })
        } catch (fault) {
          if (!isNoSignal(fault)) throw fault
          set({ state: 'no-signal' })
        }
      },
    }),
    {
      name: KEYS.pack,
      storage: stored<Kept>(),
      partialize: ({ pack, etag, checkedAt }) => ({
        ...(pack ? { pack } : {}),
        ...(etag ? { etag } : {}),
        ...(checkedAt ? { checkedAt } : {}),
      }),
    },
  ),
)

let indexed: { pack: Pack; index: Nearby<Station>; byId: Map<string, Station> } | undefined

/** The pack ready to be searched; built once a pack. */
export function indexOf(pack: Pack) {
  if (indexed?.pack !== pack) {
    const byId = new Map(pack.stations.map((station) => [station.id, station]))
    indexed = { pack, index: indexSpots(pack.stations), byId }
  }
  return indexed
}

export const useStation = (id: string): Station | undefined =>
  usePack(({ pack }) => (pack ? indexOf(pack).byId.get(id) : undefined))
