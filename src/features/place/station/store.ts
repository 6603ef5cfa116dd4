import { indexSpots, type SpotIndex } from '@core/base/geo'
import type { Pack, Station } from '@core/place/station'
import { mergePack } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { onSyncPart, setPackVersion } from '@/platform/network/sync'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import { useAppearance } from '@/ui/layout/appearance'

type PackState = { pack?: Pack }

const applyLook = (pack: Pack | undefined): void => {
  useAppearance.setState({ sign: pack?.district?.sign })
}

/** Station pack of the district, stored for offline use. */
export const usePack = create<PackState>()(
  persist((): PackState => ({}), {
    name: KEYS.pack,
    storage: persistStorage<PackState>(),
    onRehydrateStorage: () => (kept) => {
      setPackVersion(kept?.pack?.version)
      applyLook(kept?.pack)
    },
  }),
)

onSyncPart('stations', (said) => {
  const { pack } = usePack.getState()
  if (!said.all && !pack) return false
  const merged = mergePack(pack, said)
  usePack.setState({ pack: merged })
  applyLook(merged)
  return true
})

let indexed: { pack: Pack; index: SpotIndex<Station>; byId: Map<string, Station> } | undefined

/** Spatial index of the pack, built once per pack. */
export function packIndex(pack: Pack) {
  if (indexed?.pack !== pack) {
    const byId = new Map(pack.stations.map((station) => [station.id, station]))
    indexed = { pack, index: indexSpots(pack.stations), byId }
  }
  return indexed
}

export const useStation = (id: string): Station | undefined =>
  usePack(({ pack }) => (pack ? packIndex(pack).byId.get(id) : undefined))
