import type { UndeliveredMessage } from '@core/notify/message'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type UndeliveredState = {
  messages: UndeliveredMessage[] | undefined
  load: () => Promise<CallOutcome>
  retry: (id: number) => Promise<CallOutcome>
}

const initialState = { messages: undefined }

/** Messages WeChat did not accept. */
export const useUndelivered = create<UndeliveredState>()((set) => ({
  ...initialState,
  async load() {
    const loaded = await toOutcome(cloud('deadMessages', {}))
    if (loaded.state === 'done') set({ messages: loaded.answer.messages })
    return loaded
  },
  async retry(id) {
    const tried = await toOutcome(cloud('retryMessage', { params: { id: String(id) } }))
    if (tried.state === 'done') set(({ messages }) => ({ messages: messages?.filter((one) => one.id !== id) }))
    return tried
  },
}))

onLoginEnded(() => useUndelivered.setState(initialState))
