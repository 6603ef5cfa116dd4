import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, isNoSignal } from '@/platform/network/cloud'

export type Roster = Answer<Endpoints['roster']>

type RosterState = {
  rosters: Record<string, Roster>
  load: (session: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const useRoster = create<RosterState>()((set) => ({
  rosters: {},
  async load(session) {
    try {
      const result = await cloud('roster', { params: { id: session } })
      if (result.ok !== true) return 'gone'
      set(({ rosters }) => ({ rosters: { ...rosters, [session]: result.answer } }))
      return 'here'
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      return 'no-signal'
    }
  },
}))
