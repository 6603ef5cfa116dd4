import type { Code } from '@core/contract/rows/code'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

type CodeState = {
  codes: Record<string, Code>
  /** Of a station, or of a session. */
  load: (about: 'station' | 'session', id: string) => Promise<Settled>
}

const nothing = { codes: {} }

/** The codes that were looked at here; each stays the same. */
export const useCodes = create<CodeState>()((set) => ({
  ...nothing,
  async load(about, id) {
    const asked = { params: { id } }
    const loaded = await settle(about === 'station' ? cloud('stationCode', asked) : cloud('sessionCode', asked))
    if (loaded.state === 'done') set(({ codes }) => ({ codes: { ...codes, [id]: loaded.answer } }))
    return loaded
  },
}))

onLoginEnded(() => useCodes.setState(nothing))
