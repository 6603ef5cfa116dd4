import { indexSpots, type Nearby } from '@core/base/geo'
import type { Pack, Station } from '@core/place/station'
import { mergePack } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { listen, startFrom } from '@/platform/network/sync'
import { KEYS, stored } from '@/platform/storage/storage'

type Kept = { pack?: Pack }

/** The district's stations, kept for when there is no signal. */
export const usePack = create<Kept>()(
  persist((): Kept => ({}), {
    name: KEYS.pack,
    storage: stored<Kept>(),
    onRehydrateStorage: () => (kept) => startFrom(kept?.pack?.version),
  }),
)

listen('stations', (said) => {
  const { pack } = usePack.getState()
  if (!said.all && !pack) return false
  usePack.setState({ pack: mergePack(pack, said) })
  return true
})

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
