import type { Person } from '@core/account/person'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { afterTyping } from '@/platform/system/after-typing'

type WardState = {
  /** The latest search term; answers to earlier searches are dropped. */
  asked: string
  /** The search term that `wards` answers. */
  found?: string | undefined
  /** My wards whose name contains the term, newest first. */
  wards?: Person[] | undefined
  loaded?: CallOutcome | undefined
  search: (part: string) => Promise<void>
  /** Searches once the typing pauses. */
  type: (part: string) => void
}

const initialState = { asked: '', found: undefined, wards: undefined, loaded: undefined }

let cancelTyped = (): void => undefined
/** Number of the latest request: answers to those before are dropped. */
let latest = 0

/** Wards of the logged-in worker. Their names are never stored on the phone. */
export const useWards = create<WardState>()((set, get) => ({
  ...initialState,
  async search(part) {
    cancelTyped()
    const nth = ++latest
    set({ asked: part })
    const loaded = await toOutcome(cloud('wards', { query: part.trim() ? { q: part } : {} }))
    if (nth !== latest || get().asked !== part) return
    set(loaded.state === 'done' ? { loaded, found: part, wards: loaded.answer.wards } : { loaded })
  },
  type(part) {
    cancelTyped()
    set({ asked: part })
    cancelTyped = afterTyping(() => get().search(part))
  },
}))

onLoginEnded(() => {
  cancelTyped()
  latest += 1
  useWards.setState(initialState)
})
