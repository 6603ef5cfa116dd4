import type { GivenStanding } from '@core/account/standing-list'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { sendPicture } from '@/platform/pictures/send-picture'

export type KnownStandings = Answer<Endpoints['myStandings']>
type Asking = { kind: GivenStanding; note: string; picture: string }

type MyStandingsState = {
  /** Mine, and my requests; undefined while unknown. */
  known?: KnownStandings
  load: () => Promise<CallOutcome>
  /** Sends the picture (base64) and the request. */
  ask: (asking: Asking) => Promise<CallOutcome>
  withdraw: (id: string) => Promise<CallOutcome>
}

/** My standings and requests. Never stored on the phone. */
export const useMyStandings = create<MyStandingsState>()((set) => ({
  async load() {
    const loaded = await toOutcome(cloud('myStandings', {}))
    if (loaded.state === 'done') set({ known: loaded.answer })
    return loaded
  },
  async ask({ kind, note, picture: base64 }) {
    const picture = await sendPicture(base64)
    if (typeof picture !== 'string') return picture
    return toOutcome(cloud('askStanding', { body: { kind, picture, ...(note ? { note } : {}) } }))
  },
  withdraw: (id) => toOutcome(cloud('withdrawStandingRequest', { params: { id } })),
}))

onLoginEnded(() => useMyStandings.setState(({ load, ask, withdraw }) => ({ load, ask, withdraw }), true))
