import type { DeadMessage } from '@core/notify/message'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

type DeadState = {
  messages: DeadMessage[] | undefined
  load: () => Promise<Settled>
  retry: (id: number) => Promise<Settled>
}

const nothing = { messages: undefined }

/** What WeChat did not take. */
export const useDead = create<DeadState>()((set) => ({
  ...nothing,
  async load() {
    const loaded = await settle(cloud('deadMessages', {}))
    if (loaded.state === 'done') set({ messages: loaded.answer.messages })
    return loaded
  },
  async retry(id) {
    const tried = await settle(cloud('retryMessage', { params: { id: String(id) } }))
    if (tried.state === 'done') set(({ messages }) => ({ messages: messages?.filter((one) => one.id !== id) }))
    return tried
  },
}))

onLoginEnded(() => useDead.setState(nothing))
