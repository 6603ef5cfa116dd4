import type { Spot } from '@core/base/geo'
import type { Street } from '@core/place/station'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { locate } from '@/platform/location/location'
import { KEYS, persistStorage } from '@/platform/storage/storage'

type Origin = { from: 'phone' | 'street'; spot: Spot /** The street's code, when one was chosen. */; street?: string }
type MyLocationState = {
  place?: Origin | undefined
  state: 'resting' | 'asking' | 'refused'
  /** Asks the phone for its position; only after a tap. */
  ask: () => Promise<void>
  choose: (street: Street) => void
  /** Clears the location, after the account is erased. */
  forget: () => void
}

/** The point "nearby" is counted from. A position stays in memory; only a chosen street is stored. */
export const useMyLocation = create<MyLocationState>()(
  persist(
    (set) => ({
      state: 'resting',
      async ask() {
        set({ state: 'asking' })
        const spot = await locate()
        set(spot ? { state: 'resting', place: { from: 'phone', spot } } : { state: 'refused' })
      },
      choose: ({ code, lat, lng }) =>
        set({ state: 'resting', place: { from: 'street', spot: { lat, lng }, street: code } }),
      forget: () => set({ state: 'resting', place: undefined }),
    }),
    {
      name: KEYS.place,
      storage: persistStorage<Pick<MyLocationState, 'place'>>(),
      partialize: ({ place }) => (place?.from === 'street' ? { place } : {}),
    },
  ),
)
