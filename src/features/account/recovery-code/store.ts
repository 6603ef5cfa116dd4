import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type RecoveryCodeState = {
  /** How many are unused. */
  left?: number | undefined
  /** The codes as they were made a moment ago: the cloud stores hashes, so they are shown once. */
  codes?: string[] | undefined
  load: () => Promise<CallOutcome>
  make: () => Promise<CallOutcome>
  /** Once they are written down. */
  hide: () => void
}

export const useRecoveryCodes = create<RecoveryCodeState>()((set) => ({
  async load() {
    const loaded = await toOutcome(cloud('recoveryCodes', {}))
    if (loaded.state === 'done') set({ left: loaded.answer.left })
    return loaded
  },
  async make() {
    const made = await toOutcome(cloud('makeRecoveryCodes', {}))
    if (made.state === 'done') set({ codes: made.answer.codes, left: made.answer.codes.length })
    return made
  },
  hide: () => set({ codes: undefined }),
}))

onLoginEnded(() => useRecoveryCodes.setState({ codes: undefined, left: undefined }))
