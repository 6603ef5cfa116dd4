import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type MiniCodeState = {
  codes: Record<string, MiniCode>
  /** Loads the code of a station or of a session. */
  load: (about: 'station' | 'session', id: string) => Promise<CallOutcome>
}

const initialState = { codes: {} }

/** Mini-program codes, as loaded; a code never changes. */
export const useMiniCodes = create<MiniCodeState>()((set) => ({
  ...initialState,
  async load(about, id) {
    const asked = { params: { id } }
    const loaded = await toOutcome(about === 'station' ? cloud('stationCode', asked) : cloud('sessionCode', asked))
    if (loaded.state === 'done') set(({ codes }) => ({ codes: { ...codes, [id]: loaded.answer } }))
    return loaded
  },
}))

onLoginEnded(() => useMiniCodes.setState(initialState))
