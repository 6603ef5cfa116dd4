import type { Notice } from '@core/notice'
import { mergeNotices } from '@core/sync'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { cloud, onLoginEnded } from '@/platform/cloud'
import { settle } from '@/platform/settle'
import { KEYS, stored } from '@/platform/storage'
import { listen, outdate } from '@/platform/sync'

type Kept = { notices: Notice[]; unread: number }
type InboxState = Kept & {
  /** Everything in sight has been seen; what comes later has not. */
  read: () => Promise<void>
}

const empty: Kept = { notices: [], unread: 0 }

/** What one was told; kept for when there is no signal. */
export const useInbox = create<InboxState>()(
  persist(
    (set, get) => ({
      ...empty,
      async read() {
        const { notices, unread } = get()
        const upTo = Math.max(0, ...notices.map(({ id }) => id))
        if (unread === 0 || upTo === 0) return
        const asking = await settle(cloud('readNotices', { body: { upTo } }))
        if (asking.state === 'no-signal') return
        outdate()
        // Which of them were new stays in sight until they are asked for again.
        if (asking.state === 'done') set({ unread: asking.answer.unread })
      },
    }),
    {
      name: KEYS.inbox,
      storage: stored<Kept>(),
      partialize: ({ notices, unread }) => ({ notices, unread }),
    },
  ),
)

listen('notices', (said) => {
  useInbox.setState(({ notices }) => ({ notices: mergeNotices(notices, said), unread: said.unread }))
  return true
})
onLoginEnded(() => useInbox.setState(empty))
