import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

type Made = Answer<Endpoints['makeDeskCode']>
/** `replaced`: another phone of theirs shows one since. */
type Fate = Omit<Answer<Endpoints['deskCode']>, 'state'> & {
  state: Answer<Endpoints['deskCode']>['state'] | 'replaced'
}

type DeskState = {
  /** What is shown to a computer, and what became of it. */
  made?: Made | undefined
  fate?: Fate | undefined
  make: () => Promise<Settled>
  look: () => Promise<void>
  /** They have seen what became of it. */
  clear: () => void
}

const nothing = { made: undefined, fate: undefined }

export const useDesk = create<DeskState>()((set, get) => ({
  ...nothing,
  async make() {
    const made = await settle(cloud('makeDeskCode', {}))
    if (made.state === 'done') set({ made: made.answer, fate: { state: 'shown' } })
    return made
  },
  async look() {
    const { made } = get()
    if (!made) return
    const found = await settle(cloud('deskCode', { params: { id: made.id } }))
    // Another was made while this was asked about.
    if (get().made !== made) return
    if (found.state === 'done') set({ fate: found.answer })
    else if (found.state === 'wrong') set({ fate: { state: 'replaced' } })
  },
  clear: () => set(nothing),
}))

onLoginEnded(() => useDesk.setState(nothing))
