import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

export type WallKeys = Answer<Endpoints['wall']>
type WallState = { walls: Record<string, WallKeys>; load: (session: string) => Promise<Settled> }

const nothing = { walls: {} }

/** What makes the codes of the sessions that were opened here. A key is good for its day, with signal and without. */
export const useWalls = create<WallState>()((set) => ({
  ...nothing,
  async load(session) {
    const loaded = await settle(cloud('wall', { params: { id: session } }))
    if (loaded.state === 'done') set(({ walls }) => ({ walls: { ...walls, [session]: loaded.answer } }))
    return loaded
  },
}))

onLoginEnded(() => useWalls.setState(nothing))
