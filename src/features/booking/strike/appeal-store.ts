import type { Strike } from '@core/booking/strike'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type Appeal = { strike: Strike; name: string; stationName: string }

type AppealState = {
  appeals: Appeal[] | undefined
  /** Unsent answers by strike, so that closing the sheet loses nothing. */
  drafts: Record<string, string>
  write: (strike: string, words: string) => void
  load: () => Promise<CallOutcome>
  answer: (strike: string, forgive: boolean, words: string) => Promise<CallOutcome>
}

const initialState = { appeals: undefined, drafts: {} }

export const useAppeals = create<AppealState>()((set) => ({
  ...initialState,
  write: (strike, words) => set(({ drafts }) => ({ drafts: { ...drafts, [strike]: words } })),
  async load() {
    const loaded = await toOutcome(cloud('appeals', {}))
    if (loaded.state === 'done') set({ appeals: loaded.answer.appeals })
    return loaded
  },
  async answer(id, forgive, words) {
    const answered = await toOutcome(cloud('answerAppeal', { params: { id }, body: { forgive, words } }))
    if (answered.state === 'done')
      set(({ appeals, drafts: { [id]: _, ...drafts } }) => ({
        appeals: appeals?.filter(({ strike }) => strike.id !== id),
        drafts,
      }))
    return answered
  },
}))

onLoginEnded(() => useAppeals.setState(initialState))
