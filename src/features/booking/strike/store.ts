import type { Strike, StrikeStatus } from '@core/booking/strike'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type StrikeState = {
  known: { standing: StrikeStatus; strikes: Strike[] } | undefined
  /** Unsent appeals by strike, so that closing the sheet loses nothing. */
  drafts: Record<string, string>
  write: (strike: string, words: string) => void
  load: () => Promise<CallOutcome>
  appeal: (strike: string, words: string) => Promise<CallOutcome>
}

const initialState = { known: undefined, drafts: {} }

/** My strikes, and whether booking is paused. */
export const useStrikes = create<StrikeState>()((set, get) => ({
  ...initialState,
  write: (strike, words) => set(({ drafts }) => ({ drafts: { ...drafts, [strike]: words } })),
  async load() {
    const loaded = await toOutcome(cloud('strikes', {}))
    if (loaded.state === 'done') set({ known: loaded.answer })
    return loaded
  },
  async appeal(id, words) {
    const sent = await toOutcome(cloud('appeal', { params: { id }, body: { words } }))
    if (sent.state !== 'done') return sent
    set(({ drafts: { [id]: _sent, ...drafts } }) => ({ drafts }))
    await get().load()
    return sent
  },
}))

onLoginEnded(() => useStrikes.setState(initialState))
