import type { OfferingKind } from '@core/catalogue/offering'
import type { Session, SessionDetail } from '@core/catalogue/session'
import type { Kind } from '@core/place/station'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'

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
  /** Loads the first page; the previous result stays visible meanwhile. */
  load: (asked: SessionsQuery) => Promise<void>
  /** Loads the next page and appends it. */
  more: (asked: SessionsQuery) => Promise<void>
  /** Loads one session with its offering; 'gone' if it does not exist. */
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
    const asking = await toOutcome(cloud('sessions', { query: { ...asked, ...(cursor ? { cursor } : {}) } }))
    if (asking.state !== 'done') return put(key, { state: 'no-signal' })
    const { sessions, next } = asking.answer
    put(key, { sessions: [...known, ...sessions], next, state: 'here', at: Date.now() })
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
      const asking = await toOutcome(cloud('session', { params: { id } }))
      if (asking.state === 'no-signal') return 'no-signal'
      if (asking.state !== 'done') return 'gone'
      set(({ details }) => ({ details: { ...details, [id]: asking.answer } }))
      return 'here'
    },
  }
})
