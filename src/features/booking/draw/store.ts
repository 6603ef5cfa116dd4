import type { Draw } from '@core/booking/draw'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type DrawState = { draws: Record<string, Draw>; load: (session: string) => Promise<CallOutcome> }

const initialState = { draws: {} }

/** Draws by session, as loaded. */
export const useDraws = create<DrawState>()((set) => ({
  ...initialState,
  async load(session) {
    const loaded = await toOutcome(cloud('draw', { params: { id: session } }))
    if (loaded.state === 'done') set(({ draws }) => ({ draws: { ...draws, [session]: loaded.answer.draw } }))
    return loaded
  },
}))

// A draw says which tickets are mine, so it is dropped on logout.
onLoginEnded(() => useDraws.setState(initialState))
