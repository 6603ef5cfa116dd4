import type { OfferingKind } from '@core/catalogue/offering'
import type { Session, SessionDetail } from '@core/catalogue/session'
import type { Kind } from '@core/place/station'
import { create } from 'zustand'
import { cloud, isNoSignal } from '@/platform/network/cloud'

export type SessionsQuery = { station?: string; kind?: Kind | OfferingKind; from?: string; to?: string; limit?: string }
export type SessionsPage = {
  sessions: Session[]
  next?: string | undefined
  state: 'asking' | 'here' | 'no-signal'
  at: number
}

type SessionState = {
  pages: Record<string, SessionsPage>
  details: Record<string, SessionDetail>
  /** Asks anew; what is known already stays in sight meanwhile. */
  load: (asked: SessionsQuery) => Promise<void>
  /** The page that follows joins those before it. */
  more: (asked: SessionsQuery) => Promise<void>
  /** 'gone' when there is no such session. */
  open: (id: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const sessionsKey = (asked: SessionsQuery): string =>
  JSON.stringify([asked.station, asked.kind, asked.from, asked.to])

export const useSessions = create<SessionState>()((set, get) => {
  const put = (key: string, page: Partial<SessionsPage>) =>
    set(({ pages }) => {
      const before = pages[key] ?? { sessions: [], state: 'asking' as const, at: 0 }
      return { pages: { ...pages, [key]: { ...before, ...page } } }
    })
  const ask = async (asked: SessionsQuery, cursor: string | undefined, known: Session[]) => {
    const key = sessionsKey(asked)
    try {
      const result = await cloud('sessions', { query: { ...asked, ...(cursor ? { cursor } : {}) } })
      if (result.ok !== true) return put(key, { state: 'no-signal' })
      const { sessions, next } = result.answer
      put(key, { sessions: [...known, ...sessions], next, state: 'here', at: Date.now() })
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      put(key, { state: 'no-signal' })
    }
  }
  return {
    pages: {},
    details: {},
    load: (asked) => ask(asked, undefined, []),
    async more(asked) {
      const page = get().pages[sessionsKey(asked)]
      if (!page?.next || page.state === 'asking') return
      put(sessionsKey(asked), { state: 'asking' })
      await ask(asked, page.next, page.sessions)
    },
    async open(id) {
      try {
        const result = await cloud('session', { params: { id } })
        if (result.ok !== true) return 'gone'
        set(({ details }) => ({ details: { ...details, [id]: result.answer } }))
        return 'here'
      } catch (fault) {
        if (!isNoSignal(fault)) throw fault
        return 'no-signal'
      }
    },
  }
})
