import type { OfferingKind } from '@core/offering'
import type { Session, SessionDetail } from '@core/session'
import type { Kind } from '@core/station'
import { create } from 'zustand'
import { cloud } from '@/platform/cloud'
import { settle } from '@/platform/settle'

export type Asked = { station?: string; kind?: Kind | OfferingKind; from?: string; to?: string; limit?: string }
export type Page = {
  sessions: Session[]
  next?: string | undefined
  state: 'asking' | 'here' | 'no-signal'
  at: number
}

type SessionState = {
  pages: Record<string, Page>
  details: Record<string, SessionDetail>
  /** Asks anew; what is known already stays in sight meanwhile. */
  load: (asked: Asked) => Promise<void>
  /** The page that follows joins those before it. */
  more: (asked: Asked) => Promise<void>
  /** 'gone' when there is no such session. */
  open: (id: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const keyOf = (asked: Asked): string => JSON.stringify([asked.station, asked.kind, asked.from, asked.to])

export const useSessions = create<SessionState>()((set, get) => {
  const put = (key: string, page: Partial<Page>) =>
    set(({ pages }) => {
      const before = pages[key] ?? { sessions: [], state: 'asking' as const, at: 0 }
      return { pages: { ...pages, [key]: { ...before, ...page } } }
    })
  const ask = async (asked: Asked, cursor: string | undefined, known: Session[]) => {
    const key = keyOf(asked)
    const asking = await settle(cloud('sessions', { query: { ...asked, ...(cursor ? { cursor } : {}) } }))
    if (asking.state !== 'done') return put(key, { state: 'no-signal' })
    const { sessions, next } = asking.answer
    put(key, { sessions: [...known, ...sessions], next, state: 'here', at: Date.now() })
  }
  return {
    pages: {},
    details: {},
    load: (asked) => ask(asked, undefined, []),
    async more(asked) {
      const page = get().pages[keyOf(asked)]
      if (!page?.next || page.state === 'asking') return
      put(keyOf(asked), { state: 'asking' })
      await ask(asked, page.next, page.sessions)
    },
    async open(id) {
      const asking = await settle(cloud('session', { params: { id } }))
      if (asking.state === 'no-signal') return 'no-signal'
      if (asking.state !== 'done') return 'gone'
      set(({ details }) => ({ details: { ...details, [id]: asking.answer } }))
      return 'here'
    },
  }
})
