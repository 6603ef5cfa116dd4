import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'

export type Roster = Answer<Endpoints['roster']>

type RosterState = {
  rosters: Record<string, Roster>
  load: (session: string) => Promise<'here' | 'gone' | 'no-signal'>
}

export const useRoster = create<RosterState>()((set) => ({
  rosters: {},
  async load(session) {
    const asking = await toOutcome(cloud('roster', { params: { id: session } }))
    if (asking.state === 'no-signal') return 'no-signal'
    if (asking.state !== 'done') return 'gone'
    set(({ rosters }) => ({ rosters: { ...rosters, [session]: asking.answer } }))
    return 'here'
  },
}))
