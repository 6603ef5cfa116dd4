import { type GivenStanding, LIST_MOST } from '@core/account/standing-list'
import type { Day } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type NewStandingInvitation = Answer<Endpoints['inviteToStanding']>
type Given = Answer<Endpoints['giveStandings']>
type StandingsState = {
  lists: Partial<Record<GivenStanding, Answer<Endpoints['standings']>>>
  load: (kind: GivenStanding) => Promise<CallOutcome>
  /** Gives a standing to the people of a list; a long one is sent in parts. */
  give: (kind: GivenStanding, until: Day | undefined, phones: readonly string[]) => Promise<CallOutcome<Given>>
  end: (kind: GivenStanding, id: string) => Promise<CallOutcome>
  invite: (kind: GivenStanding, until: Day | undefined) => Promise<CallOutcome<NewStandingInvitation>>
  /** Withdraws an invitation that nobody has accepted. */
  withdraw: (kind: GivenStanding, id: string) => Promise<CallOutcome>
}

/** What people are known to be, for the district. */
export const useStandings = create<StandingsState>()((set, get) => ({
  lists: {},
  async load(kind) {
    const loaded = await toOutcome(cloud('standings', { query: { kind } }))
    if (loaded.state === 'done') set(({ lists }) => ({ lists: { ...lists, [kind]: loaded.answer } }))
    return loaded
  },
  async give(kind, until, phones) {
    const total: Given = { given: 0, held: 0, awaited: 0 }
    for (let from = 0; from < phones.length; from += LIST_MOST) {
      const part = phones.slice(from, from + LIST_MOST)
      const body = { kind, phones: part, ...(until ? { until } : {}) }
      const given = await toOutcome(cloud('giveStandings', { body }))
      if (given.state !== 'done') return given
      for (const key of ['given', 'held', 'awaited'] as const) total[key] += given.answer[key]
    }
    get().load(kind)
    return { state: 'done', answer: total }
  },
  invite: (kind, until) => toOutcome(cloud('inviteToStanding', { body: { kind, ...(until ? { until } : {}) } })),
  async withdraw(kind, id) {
    const withdrawn = await toOutcome(cloud('withdrawInvitation', { params: { id } }))
    get().load(kind)
    return withdrawn
  },
  async end(kind, id) {
    const ended = await toOutcome(cloud('endStanding', { params: { id } }))
    get().load(kind)
    return ended
  },
}))

onLoginEnded(() => useStandings.setState({ lists: {} }))
