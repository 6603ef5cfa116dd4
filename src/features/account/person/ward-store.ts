import type { Person } from '@core/account/person'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type WardState = {
  /** The part of a name that was asked for last; what is asked before it and comes after it is too late. */
  asked: string
  /** The part that `wards` are the answer to. */
  found?: string | undefined
  /** Whom the station looks after through me, as far as that name goes; the newest first. */
  wards?: Person[] | undefined
  loaded?: CallOutcome | undefined
  search: (part: string) => Promise<void>
}

const initialState = { asked: '', found: undefined, wards: undefined, loaded: undefined }

/** Their names are kept on no phone. */
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
