import type { Draw } from '@core/booking/draw'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

type DrawState = { draws: Record<string, Draw>; load: (session: string) => Promise<Settled> }

const nothing = { draws: {} }

/** Draws that were looked at. */
export const useDraws = create<DrawState>()((set) => ({
  ...nothing,
  async load(session) {
    const loaded = await settle(cloud('draw', { params: { id: session } }))
    if (loaded.state === 'done') set(({ draws }) => ({ draws: { ...draws, [session]: loaded.answer.draw } }))
    return loaded
  },
}))

// A draw says which tickets are mine.
onLoginEnded(() => useDraws.setState(nothing))
