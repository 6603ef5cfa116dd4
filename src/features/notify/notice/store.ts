import type { Notice } from '@core/notify/notice'
import { mergeNotices } from '@core/sync/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { invalidateAnswers, onSyncPart } from '@/platform/network/sync'
import { toOutcome } from '@/platform/network/to-outcome'
import { KEYS, persistStorage } from '@/platform/storage/storage'

type PersistedState = { notices: Notice[]; unread: number }
type InboxState = PersistedState & {
  /** Marks every loaded notice as read; later ones stay unread. */
  markRead: () => Promise<void>
}

const initialState: PersistedState = { notices: [], unread: 0 }

/** Inbox of notices, stored for offline use. */
export const useInbox = create<InboxState>()(
  persist(
    (set, get) => ({
      ...initialState,
      async markRead() {
        const { notices, unread } = get()
        const upTo = Math.max(0, ...notices.map(({ id }) => id))
        if (unread === 0 || upTo === 0) return
        const asking = await toOutcome(cloud('readNotices', { body: { upTo } }))
        if (asking.state === 'no-signal') return
        invalidateAnswers()
        // The "new" marks stay visible until the next load.
        if (asking.state === 'done') set({ unread: asking.answer.unread })
      },
    }),
    {
      name: KEYS.inbox,
      storage: persistStorage<PersistedState>(),
      partialize: ({ notices, unread }) => ({ notices, unread }),
    },
  ),
)

onSyncPart('notices', (said) => {
  useInbox.setState(({ notices }) => ({ notices: mergeNotices(notices, said), unread: said.unread }))
  return true
})
onLoginEnded(() => useInbox.setState(initialState))
