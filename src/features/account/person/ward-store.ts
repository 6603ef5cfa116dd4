import type { Person } from '@core/account/person'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type WardState = {
  /** The latest search term; answers to earlier searches are dropped. */
  asked: string
  /** The search term that `wards` answers. */
  found?: string | undefined
  /** My wards whose name contains the term, newest first. */
  wards?: Person[] | undefined
  loaded?: CallOutcome | undefined
  search: (part: string) => Promise<void>
}

const initialState = { asked: '', found: undefined, wards: undefined, loaded: undefined }

/** Wards of the logged-in worker. Their names are never stored on the phone. */
export const useWards = create<WardState>()((set, get) => ({
  ...initialState,
  async search(part) {
    set({ asked: part })
    const loaded = await toOutcome(cloud('wards', { query: part.trim() ? { q: part } : {} }))
    if (get().asked !== part) return
    set(loaded.state === 'done' ? { loaded, found: part, wards: loaded.answer.wards } : { loaded })
  },
}))

onLoginEnded(() => useWards.setState(initialState))
