import type { Notice } from '@core/notice'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, isNoSignal, onLoginEnded } from '@/platform/cloud'
import { KEYS, stored } from '@/platform/storage'

type Kept = { notices: Notice[]; unread: number; checkedAt?: number }
type InboxState = Kept & {
  state: 'resting' | 'asking' | 'no-signal'
  refresh: () => Promise<void>
  /** Everything in sight has been seen; what comes later has not. */
  read: () => Promise<void>
}

const empty: Kept = { notices: [], unread: 0 }

/** What one was told; kept for when there is no signal. */
export const useInbox = create<InboxState>()(
  persist(
    (set, get) => ({
      ...empty,
      state: 'resting',
      async refresh() {
        if (get().state === 'asking') return
        set({ state: 'asking' })
        try {
          const result = await cloud('notices', {})
          set({ state: 'resting', ...(result.ok === true ? { ...result.answer, checkedAt: Date.now() } : {}) })
        } catch (fault) {
          if (!isNoSignal(fault)) throw fault
          set({ state: 'no-signal' })
        }
      },
      async read() {
        const { notices, unread } = get()
        const upTo = Math.max(0, ...notices.map(({ id }) => id))
        if (unread === 0 || upTo === 0) return
        try {
          const result = await cloud('readNotices', { body: { upTo } })
          // Which of them were new stays in sight until they are asked for again.
          if (result.ok === true) set({ unread: result.answer.unread })
        } catch (fault) {
          if (!isNoSignal(fault)) throw fault
        }
      },
    }),
    {
      name: KEYS.inbox,
      storage: stored<Kept>(),
      partialize: ({ notices, unread, checkedAt }) => ({ notices, unread, ...(checkedAt ? { checkedAt } : {}) }),
    },
  ),
)

onLoginEnded(() => useInbox.setState({ ...empty, checkedAt: undefined, state: 'resting' }))
