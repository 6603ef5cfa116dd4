import type { Session } from '@core/catalogue/session'
import type { LineEntry } from '@core/contract/rows/manager'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

export type SessionLine = { session: Session; seated: LineEntry[]; waiting: LineEntry[] }

type LineState = {
  lines: Record<string, SessionLine>
  load: (session: string) => Promise<Settled>
  /** As the manager saw it: whatever was changed by others meanwhile is a refusal, and the line is loaded anew. */
  resize: (seen: Session, capacity: number, unseat: string[]) => Promise<Settled>
  callOff: (session: string, reason: string) => Promise<Settled<{ told: number }>>
}

export const useLines = create<LineState>()((set, get) => ({
  lines: {},
  async load(id) {
    const loaded = await settle(cloud('line', { params: { id } }))
    if (loaded.state === 'done') set(({ lines }) => ({ lines: { ...lines, [id]: loaded.answer } }))
    return loaded
  },
  async resize({ id, version }, capacity, unseat) {
    const body = { capacity, version, ...(unseat.length ? { unseat } : {}) }
    const changed = await settle(cloud('changeSession', { params: { id }, body }))
    if (changed.state === 'done' || changed.state === 'refused') await get().load(id)
    return changed
  },
  async callOff(id, reason) {
    const ended = await settle(cloud('callOff', { params: { id }, body: { reason } }))
    if (ended.state === 'done' || ended.state === 'refused') await get().load(id)
    return ended
  },
}))

onLoginEnded(() => useLines.setState({ lines: {} }))
