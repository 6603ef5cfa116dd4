import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type MadeCode = Answer<Endpoints['makeDeskCode']>
/** `replaced`: another phone of the same user has made a newer code. */
type LoginCodeStatus = Omit<Answer<Endpoints['deskCode']>, 'state'> & {
  state: Answer<Endpoints['deskCode']>['state'] | 'replaced'
}

type LoginCodeState = {
  /** The code on display, and its status. */
  made?: MadeCode | undefined
  status?: LoginCodeStatus | undefined
  make: () => Promise<CallOutcome>
  look: () => Promise<void>
  /** Clears the code once the user has seen its outcome. */
  clear: () => void
}

const initialState = { made: undefined, status: undefined }

export const useLoginCodeStore = create<LoginCodeState>()((set, get) => ({
  ...initialState,
  async make() {
    const made = await toOutcome(cloud('makeDeskCode', {}))
    if (made.state === 'done') set({ made: made.answer, status: { state: 'shown' } })
    return made
  },
  async look() {
    const { made } = get()
    if (!made) return
    const found = await toOutcome(cloud('deskCode', { params: { id: made.id } }))
    // A newer code was made while this request was in flight.
    if (get().made !== made) return
    if (found.state === 'done') set({ status: found.answer })
    else if (found.state === 'wrong') set({ status: { state: 'replaced' } })
  },
  clear: () => set(initialState),
}))

onLoginEnded(() => useLoginCodeStore.setState(initialState))
