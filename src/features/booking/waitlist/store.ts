import type { Session } from '@core/catalogue/session'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type SessionWaitlist = { session: Session; seated: WaitlistEntry[]; waiting: WaitlistEntry[] }

type WaitlistState = {
  waitlists: Record<string, SessionWaitlist>
  load: (session: string) => Promise<CallOutcome>
  /** Based on the version the manager saw: if it changed meanwhile, it is refused and the waitlist is reloaded. */
  resize: (seen: Session, capacity: number, unseat: string[]) => Promise<CallOutcome>
  callOff: (session: string, reason: string) => Promise<CallOutcome<{ told: number }>>
}

export const useWaitlists = create<WaitlistState>()((set, get) => ({
  waitlists: {},
  async load(id) {
    const loaded = await toOutcome(cloud('line', { params: { id } }))
    if (loaded.state === 'done') set(({ waitlists }) => ({ waitlists: { ...waitlists, [id]: loaded.answer } }))
    return loaded
  },
  async resize({ id, version }, capacity, unseat) {
    const body = { capacity, version, ...(unseat.length ? { unseat } : {}) }
    const changed = await toOutcome(cloud('changeSession', { params: { id }, body }))
    if (changed.state === 'done' || changed.state === 'refused') await get().load(id)
    return changed
  },
  async callOff(id, reason) {
    const ended = await toOutcome(cloud('callOff', { params: { id }, body: { reason } }))
    if (ended.state === 'done' || ended.state === 'refused') await get().load(id)
    return ended
  },
}))

onLoginEnded(() => useWaitlists.setState({ waitlists: {} }))
