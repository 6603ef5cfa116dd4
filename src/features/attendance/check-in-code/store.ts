import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type CheckInCodeKeys = Answer<Endpoints['wall']>
type CheckInCodeState = { codes: Record<string, CheckInCodeKeys>; load: (session: string) => Promise<CallOutcome> }

const initialState = { codes: {} }

/** Check-in keys by session, as loaded. A key is valid for its day or to the end of its session, so codes can be computed offline. */
export const useCheckInCodes = create<CheckInCodeState>()((set) => ({
  ...initialState,
  async load(session) {
    const loaded = await toOutcome(cloud('wall', { params: { id: session } }))
    if (loaded.state === 'done') set(({ codes }) => ({ codes: { ...codes, [session]: loaded.answer } }))
    return loaded
  },
}))

onLoginEnded(() => useCheckInCodes.setState(initialState))
